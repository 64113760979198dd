package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** SIGTERM, which is handled as Ctrl-C is, at all sorts of moments; in processes of their own. */
@Timeout(60)
class InterruptsTest {

    private static Process start(String moment) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                System.getProperty("path.separator"),
                                location(Interrupts.class),
                                location(InterruptedProcess.class)),
                        InterruptedProcess.class.getName(),
                        moment)
                .redirectErrorStream(true)
                .start();
    }

    private static String location(Class<?> type) {
        return Path.of(URI.create(type.getResource(type.getSimpleName() + ".class").toString()))
                .resolve("../../../..")
                .normalize()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing to say, ''",
        "something to say, all is said",
        "something to undo, it is undone",
        "after a part, ''"
    })
    void aSignalIsStatus130AtAnyMoment(String moment, String said) throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
        Process process = start(moment);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.toHandle().destroy();
            assertThat(output.lines().collect(Collectors.joining())).isEqualTo(said);
            assertThat(process.waitFor()).isEqualTo(ExitCode.CANCELLED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutASignalTheStatusIsTheCommands() throws Exception {
        Process process = start("none");
        assertThat(process.waitFor()).isEqualTo(3);
    }
}
