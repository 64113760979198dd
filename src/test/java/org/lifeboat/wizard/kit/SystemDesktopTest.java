package org.lifeboat.wizard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class SystemDesktopTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir private Path folder;
    private boolean failed;

    private void open(boolean tellsFailure, String... command) {
        new SystemDesktop(Background.DIRECT, List.of(command), tellsFailure)
                .open(folder, () -> failed = true);
    }

    @Test
    void aSystemWithoutTheCommandIsToldOf() {
        open(true, folder.resolve("no-such-program").toString());
        assertThat(failed).isTrue();
    }

    @Test
    void aCommandThatFindsNoProgramIsToldOf() {
        open(true, JAVA, "-no-such-option");
        assertThat(failed).isTrue();
    }

    @Test
    void aCommandThatStartsAProgramIsNoFailure() {
        open(true, JAVA, "-version");
        assertThat(failed).isFalse();
    }

    @Test
    void whereTheStatusSaysNothingOnlyAMissingCommandIsAFailure() {
        open(false, JAVA, "-no-such-option");
        assertThat(failed).isFalse();
    }
}
