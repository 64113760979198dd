package org.lifeboat.format;

import org.lifeboat.crypto.CipherAlgorithm;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;

import java.util.Optional;

/**
 * Formats 2 and 3: the cipher that the header names.
 *
 * @param name as the header has it
 */
record CipherChoice(String name, CipherAlgorithm algorithm) {

    /** Qubes' own, where the header names none. */
    private static final String DEFAULT = "aes-256-cbc";

    /**
     * @throws FatalException if it is not known and the backup is encrypted with it
     */
    static CipherChoice of(BackupHeader header) throws FatalException {
        String name = header.cryptoAlgorithm().orElse(DEFAULT);
        Optional<CipherAlgorithm> cipher = CipherAlgorithm.named(name);
        if (cipher.isEmpty() && header.encrypted()) {
            throw new FatalException(new UnreadableBackup.UnknownCipher(name));
        }
        return new CipherChoice(
                name, cipher.or(() -> CipherAlgorithm.named(DEFAULT)).orElseThrow());
    }
}
