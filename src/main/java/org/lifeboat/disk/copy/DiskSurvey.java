package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.disk.ext4.WalkLimits;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a damaged disk is whole. Files count once for each of their names; a folder or a link
 * counts only where it is damaged itself, and so may have cost what was in it.
 *
 * @param list those that are not whole, the first {@link #MOST} of them
 * @param complete whether all of the disk was gone through
 */
public record DiskSurvey(
        long whole, long doubtful, long damaged, List<Item> list, boolean complete) {

    public static final int MOST = 10_000;

    public DiskSurvey {
        list = List.copyOf(list);
    }

    /**
     * @param path from the root, with {@code /} between names
     */
    public record Item(String path, FileState state) {}

    /**
     * Goes through the whole disk, without reading what is in its files.
     *
     * @param cancellation asked for each file
     * @throws java.util.concurrent.CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    public static DiskSurvey of(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        long[] counts = new long[FileState.values().length];
        List<Item> list = new ArrayList<>();
        TreeWalk walk =
                fileSystem.walk(fileSystem.root(cancellation), WalkLimits.USUAL, cancellation);
        long seen = 0;
        while (walk.hasNext()) {
            cancellation.check();
            seen++;
            Found found = walk.next();
            FolderEntry entry = found.entry();
            FileState state = fileSystem.state(entry);
            boolean isCounted = entry.kind() == EntryKind.FILE || state == FileState.DAMAGED;
            if (!isCounted) {
                continue;
            }
            counts[state.ordinal()]++;
            if (state != FileState.WHOLE && list.size() < MOST) {
                list.add(new Item(found.path(), state));
            }
        }
        return new DiskSurvey(
                counts[FileState.WHOLE.ordinal()],
                counts[FileState.DOUBTFUL.ordinal()],
                counts[FileState.DAMAGED.ordinal()],
                list,
                seen < WalkLimits.USUAL.entries());
    }
}
