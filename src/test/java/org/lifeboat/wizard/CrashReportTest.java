package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CrashReportTest {

    private static RuntimeException failure(String message) {
        return new IllegalStateException("secret-vm", new IOException("/home/anna/" + message));
    }

    @Test
    void theSameFaultHasTheSameCodeWhateverItsMessage() {
        assertThat(CrashReport.code(failure("one")))
                .matches("LB-[0-9A-F]{4}")
                .isEqualTo(CrashReport.code(failure("other")));
    }

    @Test
    void anotherFaultHasAnotherCode() {
        assertThat(CrashReport.code(failure("one")))
                .isNotEqualTo(CrashReport.code(new IllegalStateException("secret-vm")));
    }

    @Test
    void theLogHasKindsAndPlacesButNoMessages() throws IOException {
        Path log = CrashReport.save(failure("diary")).orElseThrow();
        String text = Files.readString(log);
        assertThat(text)
                .contains("java.io.IOException", "CrashReportTest.failure")
                .contains(CrashReport.code(failure("")))
                .doesNotContain("secret-vm", "anna", "diary");
        Files.delete(log);
    }
}
