import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.disk.ext4.WalkLimits;
import org.lifeboat.watch.Cancellation;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads an ext4 image as the program does: {@code DiskCopy.java list IMAGE FOLDER} or {@code
 * DiskCopy.java copy IMAGE FOLDER DESTINATION}.
 */
final class DiskCopy {
    private DiskCopy() {}

    public static void main(String[] args) throws Exception {
        try (ImageFile image = ImageFile.open(Path.of(args[1]))) {
            Ext4 fileSystem = Ext4.open(image);
            FolderEntry start = fileSystem.find(args[2]).orElseThrow();
            if (args[0].equals("list")) {
                list(fileSystem, start);
            } else {
                copy(fileSystem, start, Path.of(args[3]));
            }
        }
    }

    private static void list(Ext4 fileSystem, FolderEntry start) {
        long begin = System.nanoTime();
        TreeWalk walk = fileSystem.walk(start, WalkLimits.USUAL, new Cancellation());
        long count = 0;
        long bytes = 0;
        while (walk.hasNext()) {
            count++;
            bytes += walk.next().entry().size();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d entries, %d bytes in %.2f s without the JVM's start%n", count, bytes, seconds);
    }

    private static void copy(Ext4 fileSystem, FolderEntry start, Path destination)
            throws Exception {
        CopyResult result =
                new TreeCopier(fileSystem, CopyOptions.AS_IN_IMAGE)
                        .copy(List.of(start), destination, new CopyProgress(), new Cancellation());
        if (!result.isComplete()) {
            throw new IllegalStateException(result.problems().toString());
        }
    }
}
