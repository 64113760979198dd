package org.lifeboat.cli;

import org.lifeboat.report.Messages;

import java.nio.file.Files;
import java.nio.file.Path;

/** Restores a sample backup in the terminal: what a newcomer sees where there is no display. */
public final class SampleRestore {

    private SampleRestore() {}

    /**
     * @param sample with its passphrase in {@code passphrase.txt} beside it
     * @param parent the folder in which a new one is made for what is restored
     * @return the exit status
     */
    public static int run(Path sample, Path parent, Streams streams) {
        Path destination = parent.resolve("sample-restored");
        for (int n = 2; Files.exists(destination); n++) {
            destination = parent.resolve("sample-restored-" + n);
        }
        streams.out()
                .println(
                        Messages.text(
                                "cli.sample",
                                sample.getFileName().toString(),
                                destination.toString()));
        return Cli.run(
                new String[] {
                    "restore",
                    sample.toString(),
                    "--to",
                    destination.toString(),
                    "--passphrase-file",
                    sample.resolveSibling("passphrase.txt").toString()
                },
                streams);
    }
}
