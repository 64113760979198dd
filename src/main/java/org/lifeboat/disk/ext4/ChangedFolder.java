package org.lifeboat.disk.ext4;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What fast commits make of the names in one folder. */
final class ChangedFolder {

    static final ChangedFolder SAME = new ChangedFolder();

    private record Change(long inode, boolean isAdded) {}

    private final Map<Name, List<Change>> changes = new LinkedHashMap<>();
    private boolean isNew;

    void add(Name name, long inode) {
        change(name, new Change(inode, true));
    }

    void remove(Name name, long inode) {
        change(name, new Change(inode, false));
    }

    private void change(Name name, Change change) {
        changes.computeIfAbsent(name, _ -> new ArrayList<>()).add(change);
    }

    void isNew() {
        isNew = true;
    }

    /** Whether what the disk has in its blocks is of before, or was never written. */
    boolean startsEmpty() {
        return isNew;
    }

    /** All that were added or removed. */
    Set<Name> names() {
        return changes.keySet();
    }

    /**
     * The inode that a name leads to in the end. As in Linux a name that is taken is not added, and
     * one of another inode not removed.
     *
     * @param stored the inode it has on the disk
     * @return nothing if there is no such name any more
     */
    OptionalLong inode(Name name, OptionalLong stored) {
        OptionalLong now = stored;
        for (Change change : changes.getOrDefault(name, List.of())) {
            if (change.isAdded() && now.isEmpty()) {
                now = OptionalLong.of(change.inode());
            } else if (!change.isAdded() && now.equals(OptionalLong.of(change.inode()))) {
                now = OptionalLong.empty();
            }
        }
        return now;
    }
}
