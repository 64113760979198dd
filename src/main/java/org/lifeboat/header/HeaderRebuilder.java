package org.lifeboat.header;

import org.lifeboat.crypto.CipherAlgorithm;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a damaged header said, if the HMAC over it is left and the passphrase is known: first
 * what differs from the damaged one in one byte, then the few headers that Qubes wrote. The HMAC
 * decides, so what is found is as authentic as an undamaged header.
 */
public final class HeaderRebuilder {

    /** Longer headers are not changed byte by byte, nor are there any. */
    private static final int LONGEST = 1024;

    private static final List<String> FILTERS =
            List.of("gzip", "bzip2", "xz", "lzma", "pigz", "pbzip2", "lbzip2", "zstd", "zstdmt");

    /** As the writers of formats 3 and 2 ordered them, and as they are described. */
    private static final List<List<String>> ORDERS =
            List.of(
                    List.of(
                            "version",
                            "hmac-algorithm",
                            "crypto-algorithm",
                            "encrypted",
                            "compressed",
                            "compression-filter"),
                    List.of(
                            "hmac-algorithm",
                            "crypto-algorithm",
                            "encrypted",
                            "compressed",
                            "compression-filter",
                            "version"),
                    List.of(
                            "version",
                            "encrypted",
                            "compressed",
                            "compression-filter",
                            "crypto-algorithm",
                            "hmac-algorithm"));

    private final DigestAlgorithm digest;
    private final Passphrase passphrase;
    private final String stored;
    private final Watch watch;

    /**
     * @param digest that other parts match with
     * @param passphrase that they match with; stays the caller's
     * @param stored the header's HMAC in lower-case hexadecimal digits
     */
    public HeaderRebuilder(
            DigestAlgorithm digest, Passphrase passphrase, String stored, Watch watch) {
        this.digest = digest;
        this.passphrase = passphrase;
        this.stored = stored;
        this.watch = watch;
    }

    /**
     * @param damaged what is there of it; may be empty
     * @throws java.util.concurrent.CancellationException if the watch threw it
     */
    public Optional<byte[]> rebuild(byte[] damaged) {
        return oneByteChanged(damaged).or(this::oneOfQubes);
    }

    private boolean matches(byte[] header) {
        DigestAlgorithm.Hmac hmac = digest.hmac(passphrase);
        hmac.update(header, 0, header.length);
        return HmacDigits.areEqual(hmac.finishHex(), stored);
    }

    private Optional<byte[]> oneByteChanged(byte[] damaged) {
        if (damaged.length > LONGEST) {
            return Optional.empty();
        }
        byte[] changed = damaged.clone();
        for (int at = 0; at < changed.length; at++) {
            watch.at(Stage.AUTHENTICATING, 0);
            for (int character = '\n'; character < 0x7f; character++) {
                boolean isOfHeaders = character == '\n' || character >= ' ';
                changed[at] = (byte) character;
                if (isOfHeaders && matches(changed)) {
                    return Optional.of(changed);
                }
            }
            changed[at] = damaged[at];
        }
        return Optional.empty();
    }

    private Optional<byte[]> oneOfQubes() {
        for (Map<String, String> values : likelyValues()) {
            watch.at(Stage.AUTHENTICATING, 0);
            for (List<String> order : ORDERS) {
                byte[] header = text(values, order);
                if (matches(header)) {
                    return Optional.of(header);
                }
            }
        }
        return Optional.empty();
    }

    private static byte[] text(Map<String, String> values, List<String> order) {
        StringBuilder lines = new StringBuilder();
        for (String key : order) {
            if (values.containsKey(key)) {
                lines.append(key).append('=').append(values.get(key)).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private List<Map<String, String>> likelyValues() {
        Set<String> ciphers = new TreeSet<>(CipherAlgorithm.names());
        ciphers.addAll(List.of("aes256", "aes-256-cbc", "AES-256-CBC"));
        Set<String> digests = Set.of(digest.name(), digest.name().toLowerCase(Locale.ROOT), "");
        List<Map<String, String>> all = new ArrayList<>();
        for (String cipher : ciphers) {
            for (String named : digests) {
                for (String encrypted : List.of("True", "False")) {
                    for (String version : List.of("3", "2", "")) {
                        Map<String, String> values = new LinkedHashMap<>();
                        put(values, "version", version);
                        put(values, "hmac-algorithm", named);
                        put(values, "crypto-algorithm", cipher);
                        put(values, "encrypted", encrypted);
                        addCompressions(all, values);
                    }
                }
            }
        }
        return all;
    }

    private static void addCompressions(List<Map<String, String>> all, Map<String, String> others) {
        for (String compressed : List.of("True", "False")) {
            Map<String, String> values = new LinkedHashMap<>(others);
            values.put("compressed", compressed);
            all.add(values);
            for (String filter : FILTERS) {
                Map<String, String> filtered = new LinkedHashMap<>(values);
                filtered.put("compression-filter", filter);
                all.add(filtered);
            }
        }
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (!value.isEmpty()) {
            values.put(key, value);
        }
    }
}
