package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A folder's entries, {@code .} and {@code ..} left out: those that are stored, in their order,
 * then those that only fast commits have, then those that have no name of their own. A block is
 * read at a time. What cannot be read is told by {@link #problems}, and the rest goes on.
 */
public final class FolderEntries implements Iterator<FolderEntry> {

    private final Ext4 fileSystem;
    private final Inode folder;
    private final FileState state;
    private final Optional<Cancellation> search;
    private final FolderDamage damage;
    private final FolderBlocks blocks;
    private final ChangedFolder changes;
    private final Set<Name> seen = new HashSet<>();
    private Optional<FolderBlock> block = Optional.empty();
    private Optional<FolderBlock.Link> ahead = Optional.empty();
    private Optional<Iterator<Name>> added = Optional.empty();
    private Optional<Iterator<FolderBlock.Link>> nameless = Optional.empty();

    /** The state of the block that the link ahead came from. */
    private FileState blockState = FileState.WHOLE;

    /**
     * Empty, with the problem told, if the folder cannot be read at all.
     *
     * @param state of the folder's inode, and of the folders that lead to it
     * @param search ends the search for what has no name; nothing if that is not wanted at all
     */
    FolderEntries(Ext4 fileSystem, Inode folder, FileState state, Optional<Cancellation> search) {
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.state = state;
        this.search = search;
        this.damage = new FolderDamage(folder.number(), folder.integrity());
        this.blocks = new FolderBlocks(fileSystem, folder, damage);
        this.changes = fileSystem.fastCommits().folder(folder.number());
        boolean hasBlocks = folder.number() != LostFound.MADE_UP && !changes.startsEmpty();
        if (hasBlocks) {
            try {
                blocks.open();
            } catch (IOException failed) {
                damage.note(DiskProblem.behind(failed), Integrity.DAMAGED);
            }
        }
    }

    /**
     * @throws java.util.concurrent.CancellationException if the search for what has no name was
     *     cancelled
     */
    @Override
    public boolean hasNext() {
        try {
            findStored();
            findAdded();
            findNameless();
        } catch (IOException failed) {
            blocks.close();
            damage.note(DiskProblem.behind(failed), Integrity.DAMAGED);
            findAdded();
        }
        return ahead.isPresent();
    }

    private void findStored() throws IOException {
        while (ahead.isEmpty()) {
            if (block.isEmpty()) {
                block = blocks.next();
                blockState = blocks.state();
                if (block.isEmpty()) {
                    return;
                }
            }
            ahead = next(block.get());
            if (ahead.isEmpty()) {
                block = Optional.empty();
            }
        }
    }

    private Optional<FolderBlock.Link> next(FolderBlock block) {
        try {
            Optional<FolderBlock.Link> link = block.next();
            while (link.isPresent() && isChanged(link.get().name())) {
                FolderBlock.Link stored = link.get();
                Optional<FolderBlock.Link> now =
                        changed(stored.name(), OptionalLong.of(stored.inode()));
                if (now.isPresent()) {
                    return now;
                }
                link = block.next();
            }
            return link;
        } catch (IOException broken) {
            damage.note(DiskProblem.behind(broken), Integrity.DAMAGED);
            return Optional.empty();
        }
    }

    /** Once: that one name is there twice is damage, and the second one left alone. */
    private boolean isChanged(Name name) {
        return changes.names().contains(name) && seen.add(name);
    }

    private Optional<FolderBlock.Link> changed(Name name, OptionalLong stored) {
        OptionalLong inode = changes.inode(name, stored);
        return inode.isEmpty()
                ? Optional.empty()
                : Optional.of(new FolderBlock.Link(name, inode.getAsLong(), EntryKind.UNKNOWN));
    }

    private void findAdded() {
        if (ahead.isPresent()) {
            return;
        }
        if (added.isEmpty()) {
            added = Optional.of(changes.names().iterator());
        }
        while (ahead.isEmpty() && added.get().hasNext()) {
            Name name = added.get().next();
            ahead = seen.contains(name) ? Optional.empty() : changed(name, OptionalLong.empty());
        }
    }

    private void findNameless() throws IOException {
        if (ahead.isPresent() || search.isEmpty()) {
            return;
        }
        if (nameless.isEmpty()) {
            // Set first: the search goes through folders, this one among them.
            nameless = Optional.of(Collections.emptyIterator());
            nameless = Optional.of(fileSystem.lostFound().links(folder.number(), search.get()));
        }
        if (nameless.get().hasNext()) {
            blockState = FileState.WHOLE;
            ahead = Optional.of(nameless.get().next());
        }
    }

    @Override
    public FolderEntry next() {
        return fileSystem.entry(nextLink(), state.worse(blockState));
    }

    /** The number of the inode that the next name leads to, which is not read. */
    long nextInode() {
        return nextLink().inode();
    }

    private FolderBlock.Link nextLink() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FolderBlock.Link link = ahead.get();
        ahead = Optional.empty();
        return link;
    }

    /** The folder's own problems so far; entries have theirs. */
    public List<Problem> problems() {
        return damage.problems();
    }

    /** The folder's own integrity so far. */
    public Integrity integrity() {
        return damage.integrity();
    }
}
