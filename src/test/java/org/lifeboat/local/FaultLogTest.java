package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is kept of faults of the program itself. */
class FaultLogTest {

    @TempDir private Path folder;

    private static Exception fault(String message) {
        return new IllegalStateException(message, new IOException("of " + message));
    }

    @Test
    void theCodeLeadsToTheKindAndThePlaceOfEveryCause() throws IOException {
        String code = new FaultLog(folder).add(fault("work"));
        assertThat(code).matches("LB-[0-9A-F]{4}");
        assertThat(folder.resolve("faults.log"))
                .content()
                .contains("Lifeboat " + Version.TEXT)
                .contains(code, "IllegalStateException", "IOException", "FaultLogTest.java");
    }

    @Test
    void noNameThatAMessageHoldsIsKept() {
        new FaultLog(folder).add(fault("/home/me/secret"));
        assertThat(folder.resolve("faults.log")).content().doesNotContain("secret", "/home");
    }

    @Test
    void theSameFaultHasTheSameCodeAndIsWrittenOnce() throws IOException {
        FaultLog log = new FaultLog(folder);
        String first = log.add(fault("one"));
        long size = Files.size(folder.resolve("faults.log"));
        assertThat(log.add(fault("other"))).isEqualTo(first);
        assertThat(folder.resolve("faults.log")).hasSize(size);
    }

    @Test
    void aLogThatHasGrownIsSetAsideForANewOne() throws IOException {
        Files.write(folder.resolve("faults.log"), new byte[1 << 20]);
        new FaultLog(folder).add(fault("one"));
        assertThat(Files.size(folder.resolve("faults.log"))).isLessThan(100_000);
        assertThat(folder.resolve("faults.1.log")).hasSize(1 << 20);
    }

    @Test
    void whereNothingCanBeWrittenTheCodeIsThereAllTheSame() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(new FaultLog(file).add(fault("one"))).startsWith("LB-");
    }
}
