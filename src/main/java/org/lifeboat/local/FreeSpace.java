package org.lifeboat.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much room a drive has. */
public final class FreeSpace {

    private FreeSpace() {}

    /**
     * Asks for the free space itself, not for the file system: some rescue systems have no list of
     * mounts.
     *
     * @return bytes that this user may write; nothing if the folder is not there, which is not to
     *     be taken for a full drive
     */
    public static OptionalLong in(Path folder) {
        long free = folder.toFile().getUsableSpace();
        return free > 0 || Files.isDirectory(folder) ? OptionalLong.of(free) : OptionalLong.empty();
    }
}
