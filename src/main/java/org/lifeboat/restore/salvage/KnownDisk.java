package org.lifeboat.restore.salvage;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.OptionalLong;

/** What the ext4 in a salvaged image says of places on it, as far as the image goes. */
final class KnownDisk implements FolderPlaces {

    private final Ext4 fileSystem;

    /**
     * @param image as far as it is known by now
     * @throws IOException if it is no ext4 or cannot be read yet
     */
    KnownDisk(BlockSource image) throws IOException {
        fileSystem = Ext4.open(image);
    }

    @Override
    public OptionalLong firstBlock(long inode) {
        return fileSystem.firstBlock(inode);
    }

    /**
     * Prepares a search for blocks that are sealed with their places.
     *
     * @throws IOException if the image cannot be read
     */
    SealedSightings sealedSightings(int wanted, Cancellation cancellation) throws IOException {
        return new SealedSightings(wanted, fileSystem.placeSearch(cancellation));
    }
}
