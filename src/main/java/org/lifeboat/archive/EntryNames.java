package org.lifeboat.archive;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What the names of a backup's entries tell. A chunk is {@code PATH.NNN}, in format 4 {@code
 * PATH.NNN.enc}; what authenticates {@code NAME} in formats 2 and 3 is {@code NAME.hmac}.
 */
final class EntryNames {

    static final String HEADER = "backup-header";
    static final String PROOF = ".hmac";
    static final String ENCRYPTED = ".enc";

    private static final Pattern CANONICAL = Pattern.compile("[0-9]{3}|[1-9][0-9]{3,6}");

    private EntryNames() {}

    /** Whether entries of backups, and hardly any other files, are called so. */
    static boolean isOfBackup(String name) {
        String chunk = without(without(name, PROOF), ENCRYPTED);
        return chunk.equals(HEADER) || number(chunk).isPresent();
    }

    /**
     * The number at a chunk's end as {@code %03d} writes it: {@code .000} to {@code .999}, then
     * {@code .1000}.
     *
     * @param chunk without a format's suffix
     */
    static OptionalInt number(String chunk) {
        int dot = chunk.lastIndexOf('.');
        String digits = chunk.substring(dot + 1);
        return dot > 0 && CANONICAL.matcher(digits).matches()
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
    }

    /** The path before the number of a chunk. */
    static ArchivePath archive(String chunk) {
        return ArchivePath.of(chunk.substring(0, chunk.lastIndexOf('.')));
    }

    /** The folder that any entry of a backup belongs to, empty for what belongs to all of it. */
    static String folder(String entry) {
        return ArchivePath.of(entry).folder();
    }

    /** The name without the suffix, if it has it. */
    static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
