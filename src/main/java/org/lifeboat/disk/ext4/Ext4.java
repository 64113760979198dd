package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of an ext2, ext3 or ext4 file system, as they are after its journal was applied in
 * memory. Everything is read when it is asked for. Safe for use by several threads.
 *
 * <p>The root and its {@code lost+found} also have what no folder leads to. It is searched for when
 * one of them is read to its end, which takes long on a large disk; where a method takes a {@link
 * Cancellation}, that ends the search with a {@link java.util.concurrent.CancellationException}.
 */
public final class Ext4 {

    /** The root's inode. */
    static final long ROOT = 2;

    private static final int FOLDER_MODE = 0x41c0;
    private static final Name NO_NAME = new Name(new byte[0]);

    private final Superblock superblock;
    private final Blocks blocks;
    private final Inodes inodes;
    private final FastCommits fastCommits;
    private final JournalState journal;
    private final LostFound lostFound;
    private final FileStates states;

    private Ext4(Superblock superblock, Blocks blocks, Journal.Replayed journal) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.fastCommits = journal.fastCommits();
        this.inodes = new Inodes(superblock, blocks, fastCommits);
        this.journal = journal.state();
        this.lostFound = new LostFound(this);
        this.states = new FileStates(this);
    }

    /**
     * @param source the whole file system: an image or a partition of one
     * @throws ProblemException if it is none, makes no sense, or has a feature this reader must not
     *     guess at
     * @throws IOException if the image cannot be read
     */
    public static Ext4 open(BlockSource source) throws IOException {
        Superblock stored = SuperblockCopies.best(source);
        Blocks before = new Blocks(source, stored.blockSize, stored.blocks, Overlay.NONE);
        Journal.Replayed journal = Journal.replay(stored, before);
        Blocks after = new Blocks(source, stored.blockSize, stored.blocks, journal.overlay());
        if (journal.overlay() == Overlay.NONE || stored.isBackup()) {
            return new Ext4(stored, after, journal);
        }
        // The journal may have a newer superblock and newer descriptors, which may say anything.
        byte[] bytes = after.metadata(Superblock.POSITION, Superblock.SIZE);
        Superblock newest = Superblock.parse(bytes, Superblock.POSITION);
        if (newest.blockSize != stored.blockSize) {
            throw new ProblemException(new DiskProblem.SuperblockDamaged());
        }
        Blocks blocks = new Blocks(source, newest.blockSize, newest.blocks, journal.overlay());
        return new Ext4(newest, blocks, journal);
    }

    /**
     * Whether a copy of a superblock is there that makes sense, which an image can have whose start
     * is lost.
     *
     * @throws IOException if the image cannot be read
     */
    public static boolean hasBackup(BlockSource source) throws IOException {
        return SuperblockCopies.first(source).isPresent();
    }

    Superblock superblock() {
        return superblock;
    }

    Blocks blocks() {
        return blocks;
    }

    Inodes inodes() {
        return inodes;
    }

    FastCommits fastCommits() {
        return fastCommits;
    }

    LostFound lostFound() {
        return lostFound;
    }

    /** What became of the journal. */
    public JournalState journal() {
        return journal;
    }

    /** Whether the superblock is the primary one and its checksum agrees. */
    public Integrity integrity() {
        boolean primary = !superblock.isBackup() && superblock.checksumAgrees;
        return primary ? Integrity.GOOD : Integrity.CHECKSUM_WRONG;
    }

    /**
     * Whether a damaged backup left something of the image doubtful or lost. Of a disk that is read
     * inside the backup, as far as it is known by now.
     */
    public boolean isSalvaged() {
        return blocks.isDamaged();
    }

    /**
     * The root folder; where that is lost, one that is made up, with what has no name in it.
     *
     * @throws ProblemException if it is lost, and there is nothing without a name either
     * @throws IOException if the image cannot be read
     */
    public FolderEntry root(Cancellation cancellation) throws IOException {
        try {
            return folder(ROOT);
        } catch (ProblemException lost) {
            if (!lostFound.isNeeded(cancellation)) {
                throw lost;
            }
            return FolderEntry.madeUp(NO_NAME, ROOT, Optional.of(lost.problem()), states.ground());
        }
    }

    /** A folder without its name. */
    FolderEntry folder(long number) throws IOException {
        Inode inode = inodes.read(number);
        if (inode.kind() != EntryKind.FOLDER) {
            throw new ProblemException(new DiskProblem.InodeDamaged(number));
        }
        FileState state = states.ground().worse(inodes.state(number));
        return FolderEntry.of(NO_NAME, inode, superblock, state);
    }

    /**
     * @param path names with {@code /} between them, from the root; links are not followed
     * @return nothing if there is no such entry, or something on the way is no folder
     * @throws IOException if the image cannot be read
     */
    public Optional<FolderEntry> find(String path) throws IOException {
        return find(path, new Cancellation());
    }

    /** The same. */
    public Optional<FolderEntry> find(String path, Cancellation cancellation) throws IOException {
        FolderEntry entry = root(cancellation);
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                Optional<FolderEntry> child = child(entry, name, cancellation);
                if (child.isEmpty()) {
                    return Optional.empty();
                }
                entry = child.get();
            }
        }
        return Optional.of(entry);
    }

    private Optional<FolderEntry> child(FolderEntry folder, String name, Cancellation cancellation)
            throws IOException {
        if (!folder.isFolder()) {
            return Optional.empty();
        }
        boolean ignoresCase = inode(folder).ignoresCase();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Optional<FolderEntry> similar = Optional.empty();
        for (FolderEntries entries = entries(folder, cancellation); entries.hasNext(); ) {
            FolderEntry entry = entries.next();
            String text = entry.name().text();
            if (Arrays.equals(entry.name().bytes(), bytes) || text.equals(name)) {
                return Optional.of(entry);
            }
            if (ignoresCase && text.equalsIgnoreCase(name)) {
                similar = Optional.of(entry);
            }
        }
        return similar;
    }

    /**
     * @param folder of this file system
     * @throws ProblemException if its inode cannot be read; what else goes wrong the entries tell
     * @throws IOException if the image cannot be read
     */
    FolderEntries entries(FolderEntry folder, Cancellation cancellation) throws IOException {
        return new FolderEntries(this, inode(folder), folder.state(), Optional.of(cancellation));
    }

    /** Only those that the folder has itself. */
    FolderEntries namedEntries(FolderEntry folder) throws IOException {
        return new FolderEntries(this, inode(folder), folder.state(), Optional.empty());
    }

    /** An entry's inode; a made-up folder has a made-up inode. */
    Inode inode(FolderEntry entry) throws IOException {
        boolean mayBeMadeUp = entry.inode() == ROOT || entry.inode() == LostFound.MADE_UP;
        try {
            Inode inode = inodes.read(entry.inode());
            if (!mayBeMadeUp || inode.kind() == EntryKind.FOLDER) {
                return inode;
            }
        } catch (ProblemException lost) {
            if (!mayBeMadeUp) {
                throw lost;
            }
        }
        byte[] empty = new byte[superblock.inodeSize];
        empty[0] = (byte) FOLDER_MODE;
        empty[1] = (byte) (FOLDER_MODE >> 8);
        return new Inode(entry.inode(), empty, superblock.checksumSeed, Integrity.GOOD);
    }

    /**
     * A folder's entries as a list.
     *
     * @param most entries that are read
     * @throws ProblemException if its inode cannot be read
     * @throws IOException if the image cannot be read
     */
    public Listing list(FolderEntry folder, int most, Cancellation cancellation)
            throws IOException {
        FolderEntries found = entries(folder, cancellation);
        List<FolderEntry> entries = new ArrayList<>();
        while (entries.size() < most && found.hasNext()) {
            entries.add(found.next());
        }
        return new Listing(entries, found.hasNext(), found.problems(), found.integrity());
    }

    /**
     * @param more whether there are entries beyond the limit
     * @param problems of the folder itself
     * @param integrity of the folder itself
     */
    public record Listing(
            List<FolderEntry> entries, boolean more, List<Problem> problems, Integrity integrity) {
        public Listing {
            entries = List.copyOf(entries);
        }

        /**
         * Whether these are all entries that the folder has. If not, a list without entries is no
         * empty folder: it could not be read.
         */
        public boolean isWhole() {
            return !more && integrity != Integrity.DAMAGED;
        }
    }

    /** Never fails: a name that leads nowhere is an entry with a problem. */
    FolderEntry entry(FolderBlock.Link link, FileState folder) {
        if (link.inode() == LostFound.MADE_UP) {
            return FolderEntry.madeUp(
                    link.name(), LostFound.MADE_UP, Optional.empty(), states.ground());
        }
        try {
            Inode inode = inodes.read(link.inode());
            if (inode.mode() == 0 || inode.links() == 0) {
                throw new ProblemException(new DiskProblem.InodeUnused(link.inode()));
            }
            if (inode.kind() == EntryKind.UNKNOWN || inode.size(superblock) < 0) {
                throw new ProblemException(new DiskProblem.InodeDamaged(link.inode()));
            }
            FileState state = folder.worse(inodes.state(link.inode()));
            return FolderEntry.of(link.name(), inode, superblock, state);
        } catch (IOException broken) {
            Problem why = DiskProblem.behind(broken);
            return FolderEntry.unreadable(link.name(), link.inode(), link.kind(), why);
        }
    }

    /**
     * Everything below a folder, the folder itself first.
     *
     * @param limits how deep and how much
     */
    public TreeWalk walk(FolderEntry start, WalkLimits limits, Cancellation cancellation) {
        return new TreeWalk(start, limits, folder -> entries(folder, cancellation));
    }

    /** All that has a name. */
    TreeWalk walkNamed(FolderEntry start) {
        return new TreeWalk(start, WalkLimits.USUAL, this::namedEntries);
    }

    /**
     * What a restore left of a file or folder: it is what its worst byte is, its inode, the map of
     * its blocks and the folders that lead to it included. A checksum that differs makes it
     * doubtful, if anything of the disk is. Reads the map, but not the content; of a folder not
     * what is in it.
     *
     * @throws IOException if the image cannot be read
     */
    public FileState state(FolderEntry entry) throws IOException {
        return states.of(entry);
    }

    /**
     * Where the first block of an inode's data lies, if the inode is authentic and its checksum
     * agrees. Tells where a block belongs that is known to be that one.
     *
     * @return in bytes from the file system's start; nothing if it has no block or cannot be read
     */
    public OptionalLong firstBlock(long inode) {
        try {
            Inode found = inodes.read(inode);
            boolean isSure =
                    states.ground().worse(inodes.state(inode)) == FileState.WHOLE
                            && found.integrity() == Integrity.GOOD
                            && found.links() > 0;
            if (!isSure || found.isInline()) {
                return OptionalLong.empty();
            }
            Optional<Extent> first = content(found).extents().next();
            return first.isEmpty() || first.get().isHole()
                    ? OptionalLong.empty()
                    : OptionalLong.of(first.get().position());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /**
     * Prepares a search for the places of bytes that belong somewhere on this disk.
     *
     * @throws IOException if the image cannot be read
     */
    public PlaceSearch placeSearch(Cancellation cancellation) throws IOException {
        return new PlaceSearch(this, cancellation);
    }

    /**
     * @throws ProblemException if it is no file, is locked, or makes no sense
     * @throws IOException if the image cannot be read
     */
    public FileContent content(FolderEntry file) throws IOException {
        Inode inode = inodes.read(file.inode());
        if (inode.kind() != EntryKind.FILE) {
            throw new ProblemException(new DiskProblem.NotAFile(file.inode()));
        }
        if (inode.isEncrypted()) {
            throw new ProblemException(new DiskProblem.Locked(file.inode()));
        }
        return content(inode);
    }

    FileContent content(Inode inode) throws ProblemException {
        Optional<byte[]> inline =
                inode.isInline() ? Optional.of(InlineContent.of(inode)) : Optional.empty();
        return new FileContent(inode, superblock, blocks, fastCommits, inline);
    }

    /**
     * Where a symbolic link leads, as it was written in the VM.
     *
     * @throws ProblemException if it is none, is locked, or makes no sense
     * @throws IOException if the image cannot be read
     */
    public Name linkTarget(FolderEntry link) throws IOException {
        return LinkTarget.read(this, inodes.read(link.inode()));
    }
}
