package org.lifeboat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.Streams;
import org.lifeboat.wizard.WizardApp;

import java.nio.file.Path;

/**
 * Does what users do, for the build to watch: the AOT cache then knows what the program loads at
 * its start and which code is worth compiling at once.
 */
final class Rehearsal {

    /** Often enough for the JVM to see that authenticating and decoding are what takes time. */
    private static final int TIMES = 80;

    private Rehearsal() {}

    /**
     * @param args the sample backup, its passphrase file, a folder to restore into
     */
    public static void main(String[] args) {
        Streams streams = Streams.nowhere();
        Path sample = Path.of(args[0]);
        for (int i = 0; i < TIMES; i++) {
            expect(
                    Cli.run(
                            new String[] {
                                "verify", sample.toString(), "--passphrase-file", args[1]
                            },
                            streams));
        }
        expect(
                Cli.run(
                        new String[] {"list", sample.toString(), "--passphrase-file", args[1]},
                        streams));
        expect(
                Cli.run(
                        new String[] {
                            "restore",
                            sample.toString(),
                            "--passphrase-file",
                            args[1],
                            "--to",
                            args[2]
                        },
                        streams));
        // A window that needs no display, and closes itself.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("lifeboat.measure.start", "true");
        WizardApp.open(new String[0]);
    }

    private static void expect(int exitCode) {
        if (exitCode != 0) {
            throw new IllegalStateException("the sample does not restore: " + exitCode);
        }
    }
}
