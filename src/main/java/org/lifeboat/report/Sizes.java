package org.lifeboat.report;

import java.util.Locale;

/** Sizes for people, in the units of file managers: powers of 1000. */
public final class Sizes {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

    private Sizes() {}

    /**
     * {@code 999 bytes}, {@code 1.0 kB}, {@code 12 MB}: two digits at least, no more than three.
     */
    public static String text(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= 1000;
            unit++;
        } while (value >= 999.5 && unit + 1 < UNITS.length);
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
