package org.lifeboat.disk;

import org.lifeboat.problem.Term;

import java.util.Arrays;
import java.util.Locale;

/** What a whole image or a partition is, by its magic. Only {@link #EXT} is read further. */
public enum FileSystemKind implements Term {
    /** ext2, ext3 or ext4. */
    EXT(0x438, "\u0053\u00ef"),
    LUKS(0, "LUKS\u00ba\u00be"),
    BITLOCKER(3, "-FVE-FS-"),
    NTFS(3, "NTFS    "),
    EXFAT(3, "EXFAT   "),
    FAT(0x52, "FAT32", 0x36, "FAT1"),
    XFS(0, "XFSB"),
    SQUASHFS(0, "hsqs"),
    LVM(0x200, "LABELONE", 0, "LABELONE", 0x400, "LABELONE", 0x600, "LABELONE"),
    BTRFS(0x10040, "_BHRfS_M"),
    SWAP(4086, "SWAPSPACE2", 4086, "SWAP-SPACE", 65526, "SWAPSPACE2"),
    F2FS(0x400, "\u0010\u0020\u00f5\u00f2"),
    REISERFS(0x10034, "ReIsEr"),
    ISO(0x8001, "CD001"),
    /** Nothing but zeros, as far as was looked. */
    EMPTY,
    UNKNOWN;

    /** Bytes from the start within which every magic lies. */
    static final int START = 68 * 1024;

    private final Object[] places;

    FileSystemKind(Object... offsetsAndMagics) {
        this.places = offsetsAndMagics;
    }

    /** By a source's first {@link #START} bytes, or all of it if it is shorter. */
    static FileSystemKind of(byte[] start) {
        return Arrays.stream(values())
                .filter(kind -> kind.matches(start))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private boolean matches(byte[] start) {
        for (int i = 0; i < places.length; i += 2) {
            if (matches(start, (Integer) places[i], (String) places[i + 1])) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] start, int offset, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (offset + i >= start.length || (start[offset + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String key() {
        return "filesystemkind." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
