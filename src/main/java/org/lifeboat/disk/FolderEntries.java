package org.lifeboat.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * A folder's entries in the order they are stored, {@code .} and {@code ..} left out, a block read
 * at a time. What cannot be read is told by {@link #problems}, and the rest goes on.
 */
public final class FolderEntries implements Iterator<Entry> {

    /** A folder with more broken blocks than this is not worth more of the list. */
    private static final int MAX_PROBLEMS = 100;

    private final Ext4 fileSystem;
    private final Inode folder;
    private final Queue<byte[]> inline = new ArrayDeque<>();
    private final Queue<FolderBlock.Link> links = new ArrayDeque<>();
    private final List<DiskProblem> problems = new ArrayList<>();
    private Optional<FileContent> content = Optional.empty();
    private Optional<ExtentCursor> extents = Optional.empty();
    private Optional<Extent> extent = Optional.empty();
    private long done;
    private Verdict verdict;

    /** Empty, with the problem told, if the folder cannot be read at all. */
    FolderEntries(Ext4 fileSystem, Inode folder) {
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.verdict = folder.verdict();
        try {
            open();
        } catch (IOException failed) {
            note(DiskProblem.of(failed), Verdict.DAMAGED);
        }
    }

    private void open() throws IOException {
        if (folder.kind() != EntryKind.FOLDER) {
            throw new DiskException(DiskCode.NOT_A_FOLDER, folder.number());
        }
        if (folder.isEncrypted()) {
            throw new DiskException(DiskCode.LOCKED, folder.number());
        }
        if (folder.isInline()) {
            inline.addAll(fileSystem.inlineFolder(folder));
            return;
        }
        FileContent opened = fileSystem.content(folder);
        content = Optional.of(opened);
        extents = Optional.of(opened.extents());
    }

    @Override
    public boolean hasNext() {
        while (links.isEmpty()) {
            Optional<byte[]> block;
            try {
                block = block();
            } catch (IOException failed) {
                extents = Optional.empty();
                extent = Optional.empty();
                note(DiskProblem.of(failed), Verdict.DAMAGED);
                return false;
            }
            if (block.isEmpty()) {
                return false;
            }
            scan(block.get());
        }
        return true;
    }

    private void scan(byte[] bytes) {
        Superblock superblock = fileSystem.superblock();
        FolderBlock block = new FolderBlock(bytes, folder.number(), superblock.hasFileTypes());
        if (!folder.isInline()
                && superblock.hasMetadataChecksums()
                && !block.checksumAgrees(folder.seed())) {
            note(DiskProblem.of(DiskCode.CHECKSUM_WRONG, folder.number()), Verdict.CHECKSUM_WRONG);
        }
        try {
            block.scan(links::add);
        } catch (IOException broken) {
            note(DiskProblem.of(broken), Verdict.DAMAGED);
        }
    }

    /** The next block that has records, if there is one. */
    private Optional<byte[]> block() throws IOException {
        if (!inline.isEmpty()) {
            return Optional.of(inline.remove());
        }
        if (extents.isEmpty()) {
            return Optional.empty();
        }
        while (extent.isEmpty() || done >= extent.get().length()) {
            extent = extents.get().next();
            verdict = verdict.worse(extents.get().verdict());
            done = 0;
            if (extent.isEmpty()) {
                return Optional.empty();
            }
            if (extent.get().isHole()) {
                note(DiskProblem.of(DiskCode.FOLDER_DAMAGED, folder.number()), Verdict.DAMAGED);
                done = extent.get().length();
            }
        }
        int length =
                (int) Math.min(fileSystem.superblock().blockSize, extent.get().length() - done);
        long position = extent.get().position() + done;
        done += length;
        return Optional.of(fileSystem.blocks().metadata(position, length));
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return fileSystem.entry(links.remove());
    }

    private void note(DiskProblem problem, Verdict howBad) {
        verdict = verdict.worse(howBad);
        if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Of the folder itself, so far; its entries have their own. */
    public List<DiskProblem> problems() {
        return List.copyOf(problems);
    }

    /** So far. */
    public Verdict verdict() {
        return verdict;
    }
}
