package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Integrity;

import java.util.List;

/** What an image is as a whole. */
public sealed interface DiskContent {

    /** No partition table: the image is one file system, or something named. */
    record Volume(FileSystemKind kind, BlockSource source) implements DiskContent {}

    /**
     * @param integrity {@link Integrity#DAMAGED} if the table could be read only in part
     */
    record Partitions(List<Partition> partitions, Integrity integrity) implements DiskContent {
        public Partitions {
            partitions = List.copyOf(partitions);
        }
    }
}
