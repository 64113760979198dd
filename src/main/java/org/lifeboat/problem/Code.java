package org.lifeboat.problem;

import java.util.Locale;

/**
 * What can be wrong. The text of each stands in {@code messages.properties} under {@link #key()}.
 */
public enum Code {
    // The outer file
    INDEX_DAMAGED,
    INDEX_CUT_OFF,
    INDEX_CUT_OFF_FAT32,

    // One chunk
    CHUNK_FAILED,
    CHUNK_CHANGED_ON_SECOND_READ,
    CHUNK_RECOVERED_ON_SECOND_READ,
    CHUNK_WITHOUT_HMAC,
    CHUNK_HMAC_UNREADABLE,
    CHUNK_MISSING,
    CHUNKS_MISSING,
    CHUNK_CUT_OFF,
    CHUNK_TWICE,
    CHUNK_UNREADABLE,
    CHUNK_TOO_LARGE,
    CHUNK_KEY_TOO_LARGE,
    CHUNK_KEY_IMPLAUSIBLE,

    // One archive's streams
    CIPHER_UNKNOWN_START,
    CIPHER_END_DAMAGED,
    COMPRESSION_UNKNOWN,
    COMPRESSION_DAMAGED,
    COMPRESSION_TOO_HUNGRY,
    CONTENT_ENDS_EARLY,
    CONTENT_GOES_ON,
    TAR_DAMAGED,
    TAR_EMPTY,
    VOLUME_FOREIGN,
    SPARSE_MAP_DAMAGED,
    MEMBER_FOREIGN,
    MEMBER_UNSAFE,
    MEMBER_TWICE,
    MEMBER_LINK_TARGET_UNKNOWN,
    MEMBER_NAME_NOT_WRITABLE,
    MEMBER_KIND_SKIPPED,
    MEMBER_LINK_NOT_WRITABLE,
    MEMBER_RENAMED,
    MORE_OF_THE_SAME,
    LEFT_INCOMPLETE,

    // A whole VM or the whole backup
    ARCHIVE_MISSING,
    VM_MISSING,
    VM_NOT_INCLUDED,
    VM_RENAMED,
    CATALOG_DAMAGED,
    CATALOG_MISSING,

    // Copying files out of a restored disk
    FILE_NOT_COPIED,
    FILES_NOT_WRITTEN,
    OTHER_HOMES,
    DISK_EMPTY,
    DISK_WITHOUT_HOME,
    DISK_UNREADABLE,
    DISK_UNKNOWN,
    DISK_DAMAGED,
    DISK_KEPT,
    DISK_NOT_REMOVED,

    // Writing
    DISK_FULL,
    WRITE_FAILED,
    CANCELLED,
    INTERNAL;

    public String key() {
        return "problem." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
