package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Name;
import org.lifeboat.local.SafeNames;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for files copied out of an image, as close as possible to the originals. */
final class FileNames {

    /** Bytes of UTF-8 that every file system allows, less room for a number. */
    private static final int LONGEST = 240;

    /** The same, less room for {@link #DOUBTFUL} too. */
    private static final int LONGEST_DOUBTFUL = 220;

    private static final String DOUBTFUL = ".doubtful";

    /** What comes before an extension, and the extension itself with what belongs to it. */
    private static final Pattern EXTENSION =
            Pattern.compile(
                    "(.+?)((\\.tar)?\\.[\\p{L}\\p{N}]{1,10}(" + Pattern.quote(DOUBTFUL) + ")?)",
                    Pattern.DOTALL);

    private FileNames() {}

    /**
     * The n-th name to try where a file's is taken: {@code a.csv}, {@code a (2).csv}. The extension
     * stays at the end, for systems tell by it what a file is.
     */
    static String numbered(String name, int n) {
        Matcher extension = EXTENSION.matcher(name);
        return extension.matches()
                ? SafeNames.numbered(extension.group(1), n) + extension.group(2)
                : SafeNames.numbered(name, n);
    }

    /** A name that is one of this system's, whatever else it is. */
    static String asInImage(Name name) {
        String text = name.text();
        boolean same = text.getBytes(StandardCharsets.UTF_8).length <= 255;
        return text.isEmpty() ? "_" : same ? text : SafeNames.cut(text, LONGEST);
    }

    /** The name of a file that nothing vouches for. */
    static String doubtful(String name) {
        return SafeNames.cut(name, LONGEST_DOUBTFUL) + DOUBTFUL;
    }

    /** What two names have in common that some file system takes for one. */
    static String folded(String name) {
        String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return upper.toLowerCase(Locale.ROOT);
    }
}
