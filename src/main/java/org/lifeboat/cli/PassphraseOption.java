package org.lifeboat.cli;

import org.lifeboat.crypto.Passphrase;

import picocli.CommandLine.Model.OptionSpec;

import java.nio.file.Path;
import java.util.Optional;

/** The option that names a passphrase's file; without it the terminal is asked. */
final class PassphraseOption {

    private final OptionSpec option;

    /**
     * @param key of its text
     */
    PassphraseOption(String key) {
        option = Arguments.pathOption("--passphrase-file", "FILE", key);
    }

    OptionSpec option() {
        return option;
    }

    boolean isGiven() {
        return Arguments.value(option).isPresent();
    }

    /** To be closed, which wipes it. */
    Passphrase read() throws UsageException {
        Optional<Path> file = Arguments.value(option);
        return file.isPresent()
                ? PassphraseSource.fromFile(file.get())
                : PassphraseSource.fromTerminal();
    }
}
