package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboat.watch.Watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(20)
class ScryptMemoryTest {

    private final ScryptMemory memory = new ScryptMemory(1000, 2000);

    @Test
    void asManyAsFitAreThereAtATime() throws Exception {
        ScryptMemory.Lease first = memory.take(400, Watch.NOBODY);
        ScryptMemory.Lease second = memory.take(400, Watch.NOBODY);
        CompletableFuture<ScryptMemory.Lease> third = CompletableFuture.supplyAsync(this::take);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(third).isNotDone();
        first.close();
        assertThat(third.get().bytes().byteSize()).isEqualTo(400);
        third.get().close();
        second.close();
    }

    @Test
    void aLargerOneIsThereByItself() throws Exception {
        ScryptMemory.Lease large = memory.take(1900, Watch.NOBODY);
        CompletableFuture<ScryptMemory.Lease> small = CompletableFuture.supplyAsync(this::take);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(small).isNotDone();
        large.close();
        small.get().close();
    }

    private ScryptMemory.Lease take() {
        try {
            return memory.take(400, Watch.NOBODY);
        } catch (ScryptTooCostlyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
