package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Stage;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class LookingTest {

    private final Looking looking = new Looking();
    private final Cancellation wish = new Cancellation();

    private final Callable<Double> wait =
            () -> {
                looking.at(Stage.READING, 0.5);
                return looking.fraction();
            };

    @Test
    void itSeesHowFarReadingIs() throws Exception {
        assertThat(Looking.until(wish, wait)).isEqualTo(0.5);
        assertThat(looking.looks()).isEqualTo(1);
    }

    @Test
    void aWishEndsItsOwnWorkAndNoOther() throws Exception {
        wish.request();
        assertThatThrownBy(() -> Looking.until(wish, wait))
                .isInstanceOf(CancellationException.class);
        assertThat(Looking.until(new Cancellation(), wait)).isEqualTo(0.5);
        assertThat(wait.call()).isEqualTo(0.5);
    }

    @Test
    void aWishEndsWhatTheWorkHasOtherThreadsDo() throws Exception {
        wish.request();
        Callable<Throwable> elsewhere =
                () -> {
                    Future<Double> work;
                    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                        work = other.submit(wait);
                    }
                    return work.exceptionNow();
                };
        assertThat(Looking.until(wish, elsewhere)).isInstanceOf(CancellationException.class);
    }

    @Test
    void onceItIsOverNobodyWaitsAnyMore() {
        looking.end();
        assertThatThrownBy(wait::call).isInstanceOf(CancellationException.class);
    }
}
