package org.lifeboat.disk;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names for what is copied out of an image, as close as possible to those in it. */
final class FileNames {

    static final String INCOMPLETE = ".incomplete";

    /** Bytes of UTF-8 that every file system allows, less room for a number. */
    private static final int LONGEST = 240;

    /** The same, less room for {@link #INCOMPLETE} too. */
    private static final int LONGEST_INCOMPLETE = 220;

    private static final String FORBIDDEN = "<>:\"/\\|?*";

    /** Names of devices on Windows, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?",
                    Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /** A name that is one of this system's, whatever else it is. */
    static String asInImage(Name name) {
        String text = name.text();
        boolean same = text.getBytes(StandardCharsets.UTF_8).length <= 255;
        return text.isEmpty() ? "_" : same ? text : cut(text, LONGEST);
    }

    /** A name without what some file system forbids or treats specially. */
    static String portable(Name name) {
        StringBuilder safe = new StringBuilder();
        name.text()
                .codePoints()
                .forEach(c -> safe.append(isForbidden(c) ? "_" : Character.toString(c)));
        StringBuilder cut = new StringBuilder(cut(safe.toString(), LONGEST));
        // Windows drops blanks and dots at the end.
        for (int i = cut.length() - 1;
                i >= 0 && (cut.charAt(i) == '.' || cut.charAt(i) == ' ');
                i--) {
            cut.setCharAt(i, '_');
        }
        String result = cut.isEmpty() ? "_" : cut.toString();
        return RESERVED.matcher(result).matches() ? "_" + result : result;
    }

    /** The name that a file has until it is complete. */
    static String incomplete(String name) {
        return cut(name, LONGEST_INCOMPLETE) + INCOMPLETE;
    }

    static String numbered(String name, int n) {
        return n == 1 ? name : name + " (" + n + ")";
    }

    /** What two names have in common that some file system takes for one. */
    static String folded(String name) {
        String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return upper.toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int most) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
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
