package org.lifeboat.disk;

import java.util.List;

/** What an image is as a whole. */
public sealed interface DiskContent {

    /** No partition table: the image is one file system, or something named. */
    record Volume(FileSystemKind kind, BlockSource source) implements DiskContent {}

    /**
     * @param verdict {@link Verdict#DAMAGED} if the table could be read only in part
     */
    record Partitions(List<Partition> partitions, Verdict verdict) implements DiskContent {
        public Partitions {
            partitions = List.copyOf(partitions);
        }
    }
}
