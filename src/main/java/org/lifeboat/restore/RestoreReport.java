package org.lifeboat.restore;

import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.Optional;

/**
 * What a run did, for faces and for files.
 *
 * @param problems about the backup as a whole
 */
public record RestoreReport(
        Mode mode,
        Backup backup,
        Header header,
        Verdict verdict,
        List<VmResult> vms,
        List<Problem> problems) {

    public RestoreReport {
        vms = List.copyOf(vms);
        problems = List.copyOf(problems);
    }

    /** The file; its name without its folder, its size in bytes. */
    public record Backup(String file, long size, int format) {}

    /**
     * The verified header.
     *
     * @param hmacAlgorithm its digest; where HMACs are part of something else, what that is
     * @param keyDerivation nothing where nothing is encrypted or it is not known yet
     */
    public record Header(
            String hmacAlgorithm,
            String cryptoAlgorithm,
            boolean encrypted,
            boolean compressed,
            String compressionFilter,
            Optional<String> keyDerivation,
            String storedHmac,
            String computedHmac) {

        /** Whether an HMAC vouches for it; if not, it was told from what the parts show. */
        public boolean isVerified() {
            return !storedHmac.isEmpty() && storedHmac.equals(computedHmac);
        }

        /** What authenticates, for people: {@code HMAC-SHA512}. */
        public String authentication() {
            return hmacAlgorithm.contains("HMAC") ? hmacAlgorithm : "HMAC-" + hmacAlgorithm;
        }
    }

    static Backup backup(OpenBackup open) {
        return new Backup(open.source().name(), open.size(), open.format().header().version());
    }

    static Header header(OpenBackup open) {
        var format = open.format();
        var header = format.header();
        return new Header(
                format.authenticationAlgorithm(),
                format.cipher(),
                header.encrypted(),
                header.compressed(),
                header.compressionFilter().orElse("gzip"),
                format.keyDerivation(),
                format.headerAuthentication().stored(),
                format.headerAuthentication().computed());
    }
}
