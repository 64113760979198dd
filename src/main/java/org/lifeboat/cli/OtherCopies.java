package org.lifeboat.cli;

import org.lifeboat.report.Messages;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other copies of the backup that was named. */
final class OtherCopies {

    @Option(
            names = "--copy",
            paramLabel = "FILE",
            description =
                    "Another copy of the same backup; may be given several times. Parts that are"
                            + " damaged in one are taken from the others.")
    private List<Path> files = List.of();

    List<Path> files() {
        return files;
    }

    /**
     * @throws UsageException if one cannot be a copy, or is the backup itself
     */
    void check(Path backup) throws UsageException {
        for (Path file : files) {
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
