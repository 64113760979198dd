package org.lifeboat.disk.ext4;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the fast commits of a journal change, by inode. Not changed once it is made. */
final class FastCommits {

    static final FastCommits NONE = of(List.of());

    private final Map<Long, ChangedInode> inodes = new HashMap<>();
    private final Map<Long, ChangedFolder> folders = new HashMap<>();

    private FastCommits() {}

    /**
     * @param records in their order
     */
    static FastCommits of(List<FastCommitRecord> records) {
        FastCommits all = new FastCommits();
        records.forEach(all::add);
        return all;
    }

    private void add(FastCommitRecord record) {
        switch (record) {
            case FastCommitRecord.InodeChanged(long inode, byte[] bytes) ->
                    changed(inode).replace(bytes);
            case FastCommitRecord.Range(long inode, BlockRun run) -> changed(inode).map(run);
            case FastCommitRecord.NameRemoved(long folder, Name name, long inode) ->
                    changedFolder(folder).remove(name, inode);
            case FastCommitRecord.NameAdded(long folder, Name name, long inode, boolean isNew) -> {
                changedFolder(folder).add(name, inode);
                if (isNew) {
                    changed(inode).isNew();
                    changedFolder(inode).isNew();
                }
            }
        }
    }

    private ChangedInode changed(long inode) {
        return inodes.computeIfAbsent(inode, _ -> new ChangedInode());
    }

    private ChangedFolder changedFolder(long inode) {
        return folders.computeIfAbsent(inode, _ -> new ChangedFolder());
    }

    Optional<ChangedInode> inode(long number) {
        return Optional.ofNullable(inodes.get(number));
    }

    ChangedFolder folder(long inode) {
        return folders.getOrDefault(inode, ChangedFolder.SAME);
    }
}
