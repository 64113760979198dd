package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

/**
 * A folder's entries in the order they are stored, {@code .} and {@code ..} left out, a block read
 * at a time. What cannot be read is told by {@link #problems}, and the rest goes on.
 */
public final class FolderEntries implements Iterator<FolderEntry> {

    /** A folder with more broken blocks than this is not worth more of the list. */
    private static final int MAX_PROBLEMS = 100;

    private final Ext4 fileSystem;
    private final Inode folder;
    private final ChangedFolder changes;
    private final Set<Name> seen = new HashSet<>();
    private Iterator<Name> added = Collections.emptyIterator();
    private final Queue<byte[]> inline = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private Optional<FolderBlock> block = Optional.empty();
    private Optional<FolderBlock.Link> ahead = Optional.empty();
    private Optional<ExtentCursor> extents = Optional.empty();
    private Optional<Extent> extent = Optional.empty();
    private long done;
    private boolean isAtEnd;
    private Integrity integrity;
    private final FileState state;
    private FileState blockState = FileState.WHOLE;
    private final boolean withNameless;
    private Optional<Iterator<FolderBlock.Link>> nameless = Optional.empty();

    /**
     * Empty, with the problem told, if the folder cannot be read at all.
     *
     * @param state of the folder's inode, and of the folders that lead to it
     * @param withNameless whether {@code lost+found} has what no folder leads to
     */
    FolderEntries(Ext4 fileSystem, Inode folder, FileState state, boolean withNameless) {
        this.state = state;
        this.withNameless = withNameless;
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.changes = fileSystem.fastCommits().folder(folder.number());
        this.integrity = folder.integrity();
        try {
            open();
        } catch (IOException failed) {
            note(DiskProblem.behind(failed), Integrity.DAMAGED);
        }
    }

    private void open() throws IOException {
        if (folder.number() == Ext4.LOST_FOUND) {
            return;
        }
        if (folder.kind() != EntryKind.FOLDER) {
            throw new ProblemException(new DiskProblem.NotAFolder(folder.number()));
        }
        if (folder.isEncrypted()) {
            throw new ProblemException(new DiskProblem.Locked(folder.number()));
        }
        if (changes.startsEmpty()) {
            return;
        }
        if (folder.isInline()) {
            inline.addAll(fileSystem.inlineFolder(folder));
            return;
        }
        FileContent content = fileSystem.content(folder);
        if (content.size() == 0) {
            // Even an empty one has a block, for itself and its parent.
            damaged();
        }
        extents = Optional.of(content.extents());
    }

    @Override
    public boolean hasNext() {
        try {
            while (ahead.isEmpty() && (block.isPresent() || openBlock())) {
                ahead = nextLink(block.get());
                if (ahead.isEmpty()) {
                    block = Optional.empty();
                }
            }
            findAdded();
            findNameless();
        } catch (IOException failed) {
            extents = Optional.empty();
            note(DiskProblem.behind(failed), Integrity.DAMAGED);
            findAdded();
        }
        return ahead.isPresent();
    }

    /** After all names that the folder itself has. */
    private void findNameless() throws IOException {
        if (ahead.isPresent() || !withNameless) {
            return;
        }
        if (nameless.isEmpty()) {
            // Set first: the search goes through folders, this one among them.
            nameless = Optional.of(Collections.emptyIterator());
            nameless = Optional.of(fileSystem.nameless(folder.number()));
        }
        if (nameless.get().hasNext()) {
            blockState = FileState.WHOLE;
            ahead = Optional.of(nameless.get().next());
        }
    }

    /** Names that only the fast commits have come after those on the disk. */
    private void findAdded() {
        if (!isAtEnd && ahead.isEmpty()) {
            isAtEnd = true;
            added = changes.names().iterator();
        }
        while (ahead.isEmpty() && added.hasNext()) {
            Name name = added.next();
            ahead = seen.contains(name) ? Optional.empty() : changed(name, OptionalLong.empty());
        }
    }

    private Optional<FolderBlock.Link> changed(Name name, OptionalLong stored) {
        OptionalLong inode = changes.inode(name, stored);
        return inode.isEmpty()
                ? Optional.empty()
                : Optional.of(new FolderBlock.Link(name, inode.getAsLong(), EntryKind.UNKNOWN));
    }

    private Optional<FolderBlock.Link> nextLink(FolderBlock block) {
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
            note(DiskProblem.behind(broken), Integrity.DAMAGED);
            return Optional.empty();
        }
    }

    /** Once: that one name is there twice is damage, and the second one left alone. */
    private boolean isChanged(Name name) {
        return changes.names().contains(name) && seen.add(name);
    }

    /** False if there are no more. */
    private boolean openBlock() throws IOException {
        while (true) {
            try {
                Optional<byte[]> bytes = nextBlock();
                block = bytes.map(this::open);
                return block.isPresent();
            } catch (ProblemException failed) {
                if (!(failed.problem() instanceof DiskProblem.Lost)) {
                    throw failed;
                }
                // Of this block only: the next one may be there.
                note(failed.problem(), Integrity.DAMAGED);
            }
        }
    }

    private FolderBlock open(byte[] bytes) {
        Superblock superblock = fileSystem.superblock();
        FolderBlock opened = new FolderBlock(bytes, folder.number(), superblock.hasFileTypes());
        if (!folder.isInline() && superblock.hasMetadataChecksums()) {
            switch (opened.integrity(folder.seed())) {
                case GOOD -> {}
                case CHECKSUM_WRONG ->
                        note(
                                new DiskProblem.ChecksumWrong(folder.number()),
                                Integrity.CHECKSUM_WRONG);
                case DAMAGED -> damaged();
            }
        }
        return opened;
    }

    /** The next block that has records, if there is one. */
    private Optional<byte[]> nextBlock() throws IOException {
        if (!inline.isEmpty()) {
            return Optional.of(inline.remove());
        }
        if (extents.isEmpty()) {
            return Optional.empty();
        }
        while (extent.isEmpty() || done >= extent.get().length()) {
            extent = extents.get().next();
            integrity = integrity.worse(extents.get().integrity());
            done = 0;
            if (extent.isEmpty()) {
                if (extents.get().hasBlocksBehind()) {
                    damaged();
                }
                return Optional.empty();
            }
            if (extent.get().isHole()) {
                damaged();
                done = extent.get().length();
            }
        }
        int length = fileSystem.superblock().blockSize;
        if (extent.get().length() - done < length) {
            throw new ProblemException(new DiskProblem.FolderDamaged(folder.number()));
        }
        long position = extent.get().position() + done;
        done += length;
        byte[] bytes = fileSystem.blocks().metadata(position, length);
        FileState map = extents.get().state();
        // A map of which something was lost still says the truth about the rest.
        blockState =
                fileSystem
                        .blocks()
                        .state(position, length)
                        .worse(map == FileState.DOUBTFUL ? map : FileState.WHOLE);
        return Optional.of(bytes);
    }

    @Override
    public FolderEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FolderBlock.Link link = ahead.get();
        ahead = Optional.empty();
        return fileSystem.entry(link, state.worse(blockState));
    }

    /** The number of the inode that the next name leads to, which is not read. */
    long nextInode() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long inode = ahead.get().inode();
        ahead = Optional.empty();
        return inode;
    }

    private void damaged() {
        note(new DiskProblem.FolderDamaged(folder.number()), Integrity.DAMAGED);
    }

    private void note(Problem problem, Integrity howBad) {
        integrity = integrity.worse(howBad);
        if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Of the folder itself, so far; its entries have their own. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** So far. */
    public Integrity integrity() {
        return integrity;
    }
}
