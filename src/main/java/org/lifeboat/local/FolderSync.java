package org.lifeboat.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in a folder survive a power cut. */
public final class FolderSync {

    private FolderSync() {}

    /** Does nothing on systems that cannot sync folders, for these do it themselves. */
    public static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows: metadata is journalled.
        }
    }
}
