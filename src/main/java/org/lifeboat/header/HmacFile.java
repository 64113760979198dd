package org.lifeboat.header;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of a {@code .hmac} entry: {@code openssl dgst}'s line, {@code (stdin)= HEX} or with
 * another prefix before the first equals sign, as openssl's versions wrote it.
 */
public final class HmacFile {

    /** The longest that is read, in bytes; Qubes' own limit. */
    public static final int MAX_SIZE = 4096;

    public static final String SUFFIX = ".hmac";

    private HmacFile() {}

    /** The HMAC in lower-case hexadecimal digits, or nothing if there is none. */
    public static Optional<String> parse(byte[] content) {
        String line = new String(content, StandardCharsets.ISO_8859_1);
        String hex = line.substring(line.indexOf('=') + 1).strip().toLowerCase(Locale.ROOT);
        try {
            return hex.isEmpty()
                    ? Optional.empty()
                    : Optional.of(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }
}
