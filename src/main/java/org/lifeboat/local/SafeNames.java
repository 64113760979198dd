package org.lifeboat.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * File names that every file system takes, as close as possible to the names that were wished for.
 */
public final class SafeNames {

    /** At the end of a name until what bears it is complete, authentic and on the disk. */
    public static final String INCOMPLETE = ".incomplete";

    /** Bytes of UTF-8 that every file system allows, less room for " (2)" and ".incomplete". */
    private static final int LONGEST = 200;

    private static final String FORBIDDEN = "<>:\"/\\|?*";

    /** Names of devices on Windows, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?",
                    Pattern.CASE_INSENSITIVE);

    private SafeNames() {}

    /** A name that every file system takes, and none treats specially. */
    public static String portable(String name) {
        StringBuilder all = new StringBuilder();
        name.codePoints().forEach(c -> all.append(isForbidden(c) ? "_" : Character.toString(c)));
        StringBuilder safe = new StringBuilder(cut(all.toString(), LONGEST));
        // Windows drops blanks and dots at the end.
        for (int i = safe.length() - 1;
                i >= 0 && (safe.charAt(i) == '.' || safe.charAt(i) == ' ');
                i--) {
            safe.setCharAt(i, '_');
        }
        String result = safe.isEmpty() ? "_" : safe.toString();
        return RESERVED.matcher(result).matches() ? "_" + result : result;
    }

    /**
     * The path of a name in a folder; in ASCII alone where the system's locale has nothing else.
     */
    public static Path resolve(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException notInThisLocale) {
            return folder.resolve(ascii(name));
        }
    }

    static String ascii(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0x20 || b == 0x7f) {
                safe.append(String.format(Locale.ROOT, "%%%02X", b));
            } else {
                safe.append((char) b);
            }
        }
        return safe.toString();
    }

    /**
     * As many of its first characters as fit.
     *
     * @param most bytes of UTF-8
     */
    public static String cut(String name, int most) {
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int c = name.codePointAt(end);
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                break;
            }
            end += Character.charCount(c);
        }
        return name.substring(0, end);
    }

    /**
     * The n-th name to try where a name is taken: {@code work}, {@code work (2)}, {@code work (3)}.
     */
    public static String numbered(String name, int n) {
        return n == 1 ? name : name + " (" + n + ")";
    }

    /**
     * Control and format characters (an override of the writing direction can disguise a name),
     * lone surrogates.
     */
    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        return FORBIDDEN.indexOf(c) >= 0
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
