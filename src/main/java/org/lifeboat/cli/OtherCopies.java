package org.lifeboat.cli;

import org.lifeboat.report.Messages;

import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other copies of the backup that was named. */
final class OtherCopies {

    private final OptionSpec option = Arguments.repeatablePath("--copy", "FILE", "copies");

    OptionSpec option() {
        return option;
    }

    List<Path> files() {
        return Arguments.values(option);
    }

    /**
     * @throws UsageException if one cannot be a copy, or is the backup itself
     */
    void check(Path backup) throws UsageException {
        for (Path file : files()) {
            FileType.checkIsFile(file);
            if (isSame(file, backup)) {
                throw new UsageException(Messages.text("cli.copy.is.backup", file.toString()));
            }
        }
    }

    private static boolean isSame(Path file, Path backup) {
        try {
            return Files.isSameFile(file, backup);
        } catch (IOException unknown) {
            return false;
        }
    }
}
