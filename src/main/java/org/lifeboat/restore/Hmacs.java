package org.lifeboat.restore;

import org.lifeboat.crypto.HmacDigits;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The HMAC that a backup has of a chunk, and the one of the chunk's bytes as they were read. Kept
 * as bytes, and once if they are the same: a backup may have hundreds of thousands.
 */
public final class Hmacs {

    private static final byte[] ABSENT = {};

    /** Of a chunk that was not read. */
    public static final Hmacs NONE = new Hmacs(ABSENT, ABSENT);

    private final byte[] stored;
    private final byte[] computed;

    private Hmacs(byte[] stored, byte[] computed) {
        this.stored = stored;
        this.computed = computed;
    }

    /**
     * @param stored hexadecimal digits, empty if the backup has none
     * @param computed likewise, empty if it could not be computed
     */
    public static Hmacs of(String stored, String computed) {
        byte[] inBackup = HexFormat.of().parseHex(stored);
        return new Hmacs(
                inBackup,
                HmacDigits.areEqual(stored, computed)
                        ? inBackup
                        : HexFormat.of().parseHex(computed));
    }

    /** Lower-case hexadecimal digits, empty if the backup has none. */
    public String stored() {
        return HexFormat.of().formatHex(stored);
    }

    /** Likewise, empty if it could not be computed. */
    public String computed() {
        return HexFormat.of().formatHex(computed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hmacs hmacs
                && Arrays.equals(stored, hmacs.stored)
                && Arrays.equals(computed, hmacs.computed);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(stored) + Arrays.hashCode(computed);
    }
}
