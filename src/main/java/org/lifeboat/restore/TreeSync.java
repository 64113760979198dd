package org.lifeboat.restore;

import org.lifeboat.local.FolderSync;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes names survive a power cut; files' contents are synced where they are written. */
final class TreeSync {

    private TreeSync() {}

    /**
     * A folder and all below it.
     *
     * @throws java.util.concurrent.CancellationException if it was to stop
     */
    static void all(Path folder, Cancellation cancellation) throws IOException {
        List<Path> folders;
        try (Stream<Path> below = Files.walk(folder)) {
            folders =
                    below.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        for (Path each : folders.reversed()) {
            cancellation.check();
            FolderSync.sync(each);
        }
    }
}
