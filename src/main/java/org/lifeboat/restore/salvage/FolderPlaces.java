package org.lifeboat.restore.salvage;

import java.util.OptionalLong;

/** Where the disk itself says that its folders lie. */
@FunctionalInterface
interface FolderPlaces {

    /**
     * Where a folder's first block lies in the image, in bytes; nothing if its inode is lost or is
     * no folder's.
     */
    OptionalLong firstBlock(long inode);
}
