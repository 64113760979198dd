package org.lifeboat.restore.salvage;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.SalvagedImage;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the ext4 in a salvaged image says of places on it, as far as the image goes. */
final class KnownDisk implements FolderPlaces, AutoCloseable {

    private final ImageFile image;
    private final Ext4 fileSystem;

    /**
     * @param map of what the image holds by now
     * @throws IOException if it is no ext4 or cannot be read yet
     */
    KnownDisk(Path path, DamageMap map) throws IOException {
        image = ImageFile.open(path);
        try {
            fileSystem = Ext4.open(new SalvagedImage(image, map));
        } catch (IOException | RuntimeException unreadable) {
            image.close();
            throw unreadable;
        }
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

    @Override
    public void close() throws IOException {
        image.close();
    }
}
