package org.lifeboat.report;

import org.lifeboat.restore.RestoreReport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a backup was made, as its header says, in the words that every face shows.
 *
 * @param derivation how the key came from the passphrase, where the header says so
 */
public record HeaderFacts(
        String authentication, String encryption, Optional<String> derivation, String compression) {

    public static HeaderFacts of(RestoreReport.Header header) {
        String none = Messages.text("report.fact.none");
        return new HeaderFacts(
                header.authentication(),
                header.encrypted() ? header.cryptoAlgorithm() : none,
                header.keyDerivation(),
                header.compressed() ? header.compressionFilter() : none);
    }

    /** The key of each fact's name, and the fact, in the order in which they are shown. */
    public Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("report.fact.hmac", authentication);
        named.put("report.fact.encryption", encryption);
        derivation.ifPresent(digest -> named.put("report.fact.derivation", digest));
        named.put("report.fact.compression", compression);
        return named;
    }
}
