package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of an ext2, ext3 or ext4 file system, as they are after its journal was applied in
 * memory. Everything is read when it is asked for. Safe for use by several threads.
 */
public final class Ext4 {

    private static final long ROOT = 2;

    /** Of the folder that is made up where the disk has none for what has no name. */
    static final long LOST_FOUND = -1;

    private static final String LOST_FOUND_NAME = "lost+found";
    private static final int FOLDER_MODE = 0x41c0;
    private static final Name NO_NAME = new Name(new byte[0]);

    /** Linux's own limit for a link's target, in bytes (PATH_MAX). */
    static final int LONGEST_LINK = 4096;

    private final Superblock superblock;
    private final Blocks blocks;
    private final Inodes inodes;
    private final FastCommits fastCommits;
    private final JournalState journal;

    /** Of what all files depend on. */
    private final FileState ground;

    private final Object searching = new Object();
    private Optional<long[]> nameless = Optional.empty();
    private volatile OptionalLong lostFound = OptionalLong.empty();

    private Ext4(Superblock superblock, Blocks blocks, Journal.Replayed journal) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.fastCommits = journal.fastCommits();
        this.inodes = new Inodes(superblock, blocks, fastCommits);
        this.journal = journal.state();
        this.ground = ground();
    }

    /** Without the newest changes, or with doubtful ones, any file may be an old or a false one. */
    private FileState ground() {
        FileState state = blocks.state(superblock.position, Superblock.SIZE);
        boolean isKnown =
                switch (journal) {
                    case ABSENT, CLEAN -> true;
                    case APPLIED -> blocks.isWhole() || journalState() == FileState.WHOLE;
                    case DAMAGED -> blocks.isWhole();
                };
        return state == FileState.WHOLE && isKnown ? FileState.WHOLE : FileState.DOUBTFUL;
    }

    private FileState journalState() {
        try {
            long number = superblock.journalInode();
            return content(inodes.read(number)).state().worse(inodes.state(number));
        } catch (IOException lost) {
            return FileState.DAMAGED;
        }
    }

    /**
     * @param source the whole file system: an image or a partition of one
     * @throws ProblemException if it is none, makes no sense, or has a feature this reader must not
     *     guess at
     * @throws IOException if the image cannot be read
     */
    public static Ext4 open(BlockSource source) throws IOException {
        Superblock stored = Superblock.find(source);
        Blocks before = new Blocks(source, stored.blockSize, stored.blocks, Overlay.NONE);
        Journal.Replayed journal = Journal.replay(stored, before);
        Blocks after = new Blocks(source, stored.blockSize, stored.blocks, journal.overlay());
        if (journal.overlay() == Overlay.NONE || stored.isBackup()) {
            return new Ext4(stored, after, journal);
        }
        // The journal may have a newer superblock and newer descriptors, which may say anything.
        byte[] bytes = after.metadata(Superblock.POSITION, Superblock.SIZE);
        Superblock newest = Superblock.parse(bytes);
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
        return Superblock.findBackup(source).isPresent();
    }

    Superblock superblock() {
        return superblock;
    }

    Blocks blocks() {
        return blocks;
    }

    FastCommits fastCommits() {
        return fastCommits;
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
     * @throws ProblemException if there is no root folder
     */
    public FolderEntry root() throws IOException {
        try {
            return folder(ROOT);
        } catch (ProblemException lost) {
            if (nameless().length == 0) {
                throw lost;
            }
            return FolderEntry.madeUp(NO_NAME, ROOT, Optional.of(lost.problem()), ground);
        }
    }

    /** A folder without its name. */
    FolderEntry folder(long number) throws IOException {
        Inode inode = inodes.read(number);
        if (inode.kind() != EntryKind.FOLDER) {
            throw new ProblemException(new DiskProblem.InodeDamaged(number));
        }
        return FolderEntry.of(NO_NAME, inode, superblock, ground.worse(inodes.state(number)));
    }

    /** What has no name, found once. */
    private long[] nameless() throws IOException {
        synchronized (searching) {
            if (nameless.isEmpty()) {
                nameless = Optional.of(NamelessInodes.of(this, inodes));
            }
            return nameless.get();
        }
    }

    /**
     * Names for what has none, if they belong into that folder: {@code #INODE} in the root's {@code
     * lost+found}; and that itself in the root, if it is missing.
     */
    Iterator<FolderBlock.Link> nameless(long folder) throws IOException {
        if (folder != ROOT && folder != LOST_FOUND && folder != storedLostFound()) {
            return Collections.emptyIterator();
        }
        if (folder == ROOT) {
            return storedLostFound() != LOST_FOUND || nameless().length == 0
                    ? Collections.emptyIterator()
                    : List.of(link(LOST_FOUND_NAME, LOST_FOUND, EntryKind.FOLDER)).iterator();
        }
        return Arrays.stream(nameless())
                .mapToObj(number -> link("#" + number, number, EntryKind.UNKNOWN))
                .iterator();
    }

    private static FolderBlock.Link link(String name, long inode, EntryKind kind) {
        return new FolderBlock.Link(new Name(name.getBytes(StandardCharsets.UTF_8)), inode, kind);
    }

    /** The number of the root's {@code lost+found}, if it can be read. */
    private long storedLostFound() {
        if (lostFound.isEmpty()) {
            lostFound = OptionalLong.of(findLostFound());
        }
        return lostFound.getAsLong();
    }

    private long findLostFound() {
        try {
            FolderEntries entries = namedEntries(folder(ROOT));
            while (entries.hasNext()) {
                FolderEntry entry = entries.next();
                if (entry.isFolder()
                        && entry.integrity() != Integrity.DAMAGED
                        && entry.name().text().equals(LOST_FOUND_NAME)) {
                    return entry.inode();
                }
            }
            return LOST_FOUND;
        } catch (IOException lost) {
            return LOST_FOUND;
        }
    }

    /**
     * @param path names with {@code /} between them, from the root; links are not followed
     * @return nothing if there is no such entry, or something on the way is no folder
     */
    public Optional<FolderEntry> find(String path) throws IOException {
        FolderEntry entry = root();
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                Optional<FolderEntry> child = child(entry, name);
                if (child.isEmpty()) {
                    return Optional.empty();
                }
                entry = child.get();
            }
        }
        return Optional.of(entry);
    }

    private Optional<FolderEntry> child(FolderEntry folder, String name) throws IOException {
        if (!folder.isFolder()) {
            return Optional.empty();
        }
        boolean ignoresCase = inode(folder).ignoresCase();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Optional<FolderEntry> similar = Optional.empty();
        for (Iterator<FolderEntry> entries = entries(folder); entries.hasNext(); ) {
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
     */
    public FolderEntries entries(FolderEntry folder) throws IOException {
        return new FolderEntries(this, inode(folder), folder.state(), true);
    }

    /** Only those that the folder has itself. */
    FolderEntries namedEntries(FolderEntry folder) throws IOException {
        return new FolderEntries(this, inode(folder), folder.state(), false);
    }

    /** A folder that was made up has an inode that is. */
    private Inode inode(FolderEntry entry) throws IOException {
        boolean mayBeMadeUp = entry.inode() == ROOT || entry.inode() == LOST_FOUND;
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
     */
    public Listing list(FolderEntry folder, int most) throws IOException {
        FolderEntries found = entries(folder);
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
        if (link.inode() == LOST_FOUND) {
            return FolderEntry.madeUp(link.name(), LOST_FOUND, Optional.empty(), ground);
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
    public TreeWalk walk(FolderEntry start, WalkLimits limits) {
        return new TreeWalk(this, start, limits, true);
    }

    /** All that has a name. */
    TreeWalk walkNamed(FolderEntry start) {
        return new TreeWalk(this, start, WalkLimits.USUAL, false);
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
        if (blocks.isWhole()) {
            return entry.integrity() == Integrity.DAMAGED ? FileState.DAMAGED : FileState.WHOLE;
        }
        if (entry.state() == FileState.DAMAGED || entry.inode() == LOST_FOUND) {
            return entry.state();
        }
        FileState told = entry.state().worse(of(entry.integrity()));
        return switch (entry.kind()) {
            case FILE, FOLDER -> {
                Inode inode = inode(entry);
                boolean isMadeUp = entry.isFolder() && inode.size(superblock) == 0;
                yield isMadeUp ? FileState.DAMAGED : told.worse(content(inode).state());
            }
            case LINK -> {
                Inode inode = inode(entry);
                yield isShortLink(inode, inode.size(superblock))
                        ? told
                        : told.worse(content(inode).state());
            }
            default -> told;
        };
    }

    private static FileState of(Integrity integrity) {
        return switch (integrity) {
            case GOOD -> FileState.WHOLE;
            case CHECKSUM_WRONG -> FileState.DOUBTFUL;
            case DAMAGED -> FileState.DAMAGED;
        };
    }

    /** Whether a damaged backup left something of the image doubtful or lost. */
    public boolean isSalvaged() {
        return !blocks.isWhole();
    }

    /**
     * Where the first block of an inode's data lies, if the inode is authentic and its checksum
     * agrees: for placing what is known to be that block.
     *
     * @return in bytes from the file system's start; nothing if it has no block or cannot be read
     */
    public OptionalLong firstBlock(long inode) {
        try {
            Inode found = inodes.read(inode);
            boolean isSure =
                    ground.worse(inodes.state(inode)) == FileState.WHOLE
                            && found.integrity() == Integrity.GOOD
                            && found.links() > 0;
            if (!isSure || found.isInline()) {
                return OptionalLong.empty();
            }
            FileContent content = content(found);
            Optional<Extent> first = content.extents().next();
            return first.isEmpty() || first.get().isHole()
                    ? OptionalLong.empty()
                    : OptionalLong.of(first.get().position());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** How the file system is laid out. */
    public Geometry geometry() {
        return new Geometry(
                superblock.blockSize,
                superblock.blocks,
                superblock.firstDataBlock,
                superblock.blocksPerGroup,
                superblock.groupsWithBackup());
    }

    /**
     * @param blockSize in bytes
     * @param blocks of all groups
     * @param firstBlock where group 0 begins: 1 where blocks have 1 KiB, else 0
     * @param groupsWithBackup those of the first 125 that begin with a copy of the superblock
     */
    public record Geometry(
            int blockSize,
            long blocks,
            long firstBlock,
            long blocksPerGroup,
            List<Long> groupsWithBackup) {
        public Geometry {
            groupsWithBackup = List.copyOf(groupsWithBackup);
        }

        /** In bytes, where a group begins. */
        public long position(long group) {
            return (firstBlock + group * blocksPerGroup) * blockSize;
        }
    }

    /**
     * @throws ProblemException if it is no file, is locked, or makes no sense
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

    FileContent content(Inode inode) throws IOException {
        Optional<byte[]> inline =
                inode.isInline() ? Optional.of(inlineContent(inode)) : Optional.empty();
        return new FileContent(inode, superblock, blocks, fastCommits, inline);
    }

    private static byte[] inlineContent(Inode inode) throws IOException {
        byte[] rest = InlineContent.rest(inode);
        byte[] bytes = new byte[Inode.BLOCK_MAP_LENGTH + rest.length];
        System.arraycopy(inode.bytes(), Inode.BLOCK_MAP, bytes, 0, Inode.BLOCK_MAP_LENGTH);
        System.arraycopy(rest, 0, bytes, Inode.BLOCK_MAP_LENGTH, rest.length);
        return bytes;
    }

    /** Two pieces of records, each like a block: after the parent's number, and the attribute. */
    List<byte[]> inlineFolder(Inode folder) throws IOException {
        int start = Inode.BLOCK_MAP + 4;
        int end = Inode.BLOCK_MAP + Inode.BLOCK_MAP_LENGTH;
        byte[] rest = InlineContent.rest(folder);
        byte[] first = Arrays.copyOfRange(folder.bytes(), start, end);
        return rest.length == 0 ? List.of(first) : List.of(first, rest);
    }

    /**
     * Where a symbolic link leads, as it was written in the VM.
     *
     * @throws ProblemException if it is none, is locked, or makes no sense
     */
    public Name linkTarget(FolderEntry link) throws IOException {
        Inode inode = inodes.read(link.inode());
        long size = inode.size(superblock);
        if (inode.kind() != EntryKind.LINK || size <= 0 || size > LONGEST_LINK) {
            throw new ProblemException(new DiskProblem.LinkDamaged(link.inode()));
        }
        if (inode.isEncrypted()) {
            throw new ProblemException(new DiskProblem.Locked(link.inode()));
        }
        if (isShortLink(inode, size)) {
            int start = Inode.BLOCK_MAP;
            return target(Arrays.copyOfRange(inode.bytes(), start, start + (int) size));
        }
        try (InputStream in = content(inode).open()) {
            return target(in.readAllBytes());
        }
    }

    /** Old kernels put a link of any length into a block when it was made that way. */
    private boolean isShortLink(Inode inode, long size) {
        if (inode.isInline() || inode.hasExtents() || size >= Inode.BLOCK_MAP_LENGTH) {
            return false;
        }
        long attributeSectors = inode.attributeBlock() == 0 ? 0 : superblock.clusterSize() / 512;
        return superblock.hasAttributeInodes() || inode.sectors(superblock) <= attributeSectors;
    }

    private static Name target(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new Name(Arrays.copyOf(bytes, end));
    }
}
