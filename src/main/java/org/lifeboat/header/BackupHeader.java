package org.lifeboat.header;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code backup-header} says. To be parsed from authenticated bytes only.
 *
 * @param version the backup format; {@link #DEFAULT_VERSION} where the header has none
 * @param hmacAlgorithm as named by {@code openssl dgst}
 * @param cryptoAlgorithm as named by {@code openssl enc}
 * @param compressionFilter the compressor's command line, options included
 * @param backupId format 4
 */
public record BackupHeader(
        int version,
        boolean encrypted,
        boolean compressed,
        Optional<String> hmacAlgorithm,
        Optional<String> cryptoAlgorithm,
        Optional<String> compressionFilter,
        Optional<String> backupId) {

    /** Headers of R2's betas had no version line. */
    public static final int DEFAULT_VERSION = 2;

    /** The longest header that is read, in bytes; Qubes' own limit. */
    public static final int MAX_SIZE = 1 << 20;

    public static final String NAME = "backup-header";

    private static final int LONGEST_QUOTE = 60;

    /**
     * @throws FatalException if a line is not {@code key=value}, a key occurs twice, or a value is
     *     impossible
     */
    public static BackupHeader parse(byte[] authenticated) throws FatalException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : new String(authenticated, StandardCharsets.ISO_8859_1).split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            boolean ascii = line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            if (equals <= 0
                    || equals != line.lastIndexOf('=')
                    || !ascii
                    || values.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw malformed(line);
            }
        }
        return new BackupHeader(
                version(values.get("version")),
                truth(values.get("encrypted")),
                truth(values.get("compressed")),
                Optional.ofNullable(values.get("hmac-algorithm")),
                Optional.ofNullable(values.get("crypto-algorithm")),
                Optional.ofNullable(values.get("compression-filter")),
                Optional.ofNullable(values.get("backup-id")));
    }

    private static int version(String value) throws FatalException {
        if (value == null) {
            return DEFAULT_VERSION;
        }
        if (!value.matches("[0-9]{1,4}")) {
            throw new FatalException(new UnreadableBackup.UnknownVersion(quote(value)));
        }
        return Integer.parseInt(value);
    }

    /** Python's writers wrote {@code True}; its readers took these. */
    private static boolean truth(String value) throws FatalException {
        if (value == null) {
            return false;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no", "none", "" -> false;
            default -> throw malformed(value);
        };
    }

    private static FatalException malformed(String line) {
        return new FatalException(new UnreadableBackup.MalformedHeader(quote(line)));
    }

    private static String quote(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > LONGEST_QUOTE
                ? printable.substring(0, LONGEST_QUOTE) + "..."
                : printable;
    }
}
