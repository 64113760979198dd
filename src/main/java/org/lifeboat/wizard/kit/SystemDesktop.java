package org.lifeboat.wizard.kit;

import org.lifeboat.local.OperatingSystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's own command for opening things, which also tells when it has no program for one. */
public final class SystemDesktop implements Desktop {

    /** A command that has not failed by then has started the program, and may wait for its end. */
    private static final int SECONDS_TO_FAIL = 10;

    private final Background background;
    private final List<String> command;
    private final boolean tellsFailure;

    public SystemDesktop(Background background) {
        this(
                background,
                switch (OperatingSystem.CURRENT) {
                    case MAC -> List.of("open");
                    case WINDOWS -> List.of("explorer.exe");
                    case LINUX, OTHER -> List.of("xdg-open");
                },
                // Explorer ends with 1 when all is well.
                OperatingSystem.CURRENT != OperatingSystem.WINDOWS);
    }

    /**
     * @param command gets the path as its last argument
     * @param tellsFailure whether another exit status than 0 means that nothing was opened
     */
    SystemDesktop(Background background, List<String> command, boolean tellsFailure) {
        this.background = background;
        this.command = command;
        this.tellsFailure = tellsFailure;
    }

    @Override
    public void open(Path path, Runnable failed) {
        background.run(
                () -> isOpened(path),
                opened -> {
                    if (!opened) {
                        failed.run();
                    }
                },
                noCommand -> failed.run());
    }

    private boolean isOpened(Path path) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(withPath(path))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return !process.waitFor(SECONDS_TO_FAIL, TimeUnit.SECONDS)
                || !tellsFailure
                || process.exitValue() == 0;
    }

    private List<String> withPath(Path path) {
        List<String> whole = new ArrayList<>(command);
        whole.add(path.toAbsolutePath().toString());
        return whole;
    }
}
