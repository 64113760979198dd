package org.lifeboat.disk.ext4;

/** What a name in a folder stands for. */
public enum EntryKind {
    FILE(0x8000, 1),
    FOLDER(0x4000, 2),
    LINK(0xa000, 7),
    CHARACTER_DEVICE(0x2000, 3),
    BLOCK_DEVICE(0x6000, 4),
    PIPE(0x1000, 5),
    SOCKET(0xc000, 6),
    UNKNOWN(0, 0);

    private static final int TYPE = 0xf000;

    private final int mode;
    private final int fileType;

    EntryKind(int mode, int fileType) {
        this.mode = mode;
        this.fileType = fileType;
    }

    static EntryKind ofMode(int mode) {
        for (EntryKind kind : values()) {
            if (kind.mode == (mode & TYPE)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    /** By a folder record's file type. */
    static EntryKind ofFileType(int fileType) {
        for (EntryKind kind : values()) {
            if (kind.fileType == fileType) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
