package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The files of an ext2, ext3 or ext4 file system, as they are after its journal was applied in
 * memory. Everything is read when it is asked for. Safe for use by several threads.
 */
public final class Ext4 {

    private static final long ROOT = 2;
    private static final Name NO_NAME = new Name(new byte[0]);

    /** Linux's own limit for a link's target, in bytes (PATH_MAX). */
    private static final int LONGEST_LINK = 4096;

    private final Superblock superblock;
    private final Blocks blocks;
    private final Inodes inodes;
    private final FastCommits fastCommits;
    private final JournalState journal;

    private Ext4(Superblock superblock, Blocks blocks, Journal.Replayed journal) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.fastCommits = journal.fastCommits();
        this.inodes = new Inodes(superblock, blocks, fastCommits);
        this.journal = journal.state();
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
        return FolderEntry.of(NO_NAME, inodes.read(ROOT), superblock);
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
        boolean ignoresCase = inodes.read(folder.inode()).ignoresCase();
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
        return new FolderEntries(this, inodes.read(folder.inode()));
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
    FolderEntry entry(FolderBlock.Link link) {
        try {
            Inode inode = inodes.read(link.inode());
            if (inode.mode() == 0 || inode.links() == 0) {
                throw new ProblemException(new DiskProblem.InodeUnused(link.inode()));
            }
            if (inode.kind() == EntryKind.UNKNOWN || inode.size(superblock) < 0) {
                throw new ProblemException(new DiskProblem.InodeDamaged(link.inode()));
            }
            return FolderEntry.of(link.name(), inode, superblock);
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
        return new TreeWalk(this, start, limits);
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
