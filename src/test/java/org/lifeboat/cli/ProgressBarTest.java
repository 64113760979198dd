package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

@Timeout(60)
class ProgressBarTest {

    /** What stands on the terminal until the bar was drawn twice. */
    private static String drawn(BooleanSupplier isSalvaging, boolean isTerminal) throws Exception {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        CountDownLatch looks = new CountDownLatch(isTerminal ? 2 : 0);
        PrintStream err = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        try (ProgressBar _ =
                ProgressBar.start(
                        new Streams(err, err, isTerminal),
                        () -> 0.5,
                        () -> {
                            looks.countDown();
                            return 1000;
                        },
                        isSalvaging)) {
            looks.await();
        }
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void howMuchIsDoneIsDrawn() throws Exception {
        assertThat(drawn(() -> false, true)).contains("#-", " 50 %").doesNotContain("saved");
    }

    @Test
    void whileDamageIsSearchedThatIsSaid() throws Exception {
        assertThat(drawn(() -> true, true)).contains("50 %", "looking for what can be saved");
    }

    @Test
    void whatIsNoTerminalIsLeftAlone() throws Exception {
        assertThat(drawn(() -> true, false)).doesNotContain("50 %");
    }
}
