package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A folder's blocks in their order, verified where they have checksums, or what its inode holds in
 * their stead. A block that is lost is told and passed over.
 */
final class FolderBlocks {

    private final Ext4 fileSystem;
    private final Inode folder;
    private final FolderDamage damage;
    private final Queue<byte[]> inline = new ArrayDeque<>();
    private Optional<ExtentCursor> extents = Optional.empty();
    private Optional<Extent> extent = Optional.empty();
    private long done;
    private FileState state = FileState.WHOLE;

    FolderBlocks(Ext4 fileSystem, Inode folder, FolderDamage damage) {
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.damage = damage;
    }

    /**
     * To be called before the first block is asked for; without it there are none.
     *
     * @throws ProblemException if the folder cannot be read at all
     */
    void open() throws IOException {
        if (folder.kind() != EntryKind.FOLDER) {
            throw new ProblemException(new DiskProblem.NotAFolder(folder.number()));
        }
        if (folder.isEncrypted()) {
            throw new ProblemException(new DiskProblem.Locked(folder.number()));
        }
        if (folder.isInline()) {
            inline.addAll(InlineContent.records(folder));
            return;
        }
        FileContent content = fileSystem.content(folder);
        if (content.size() == 0) {
            // Even an empty one has a block, for itself and its parent.
            damage.damaged();
        }
        extents = Optional.of(content.extents());
    }

    /** From now on there are no more. */
    void close() {
        extents = Optional.empty();
        inline.clear();
    }

    /** What a restore left of the block that was returned last, and of what says where it lies. */
    FileState state() {
        return state;
    }

    /**
     * @return nothing after the last one
     * @throws ProblemException if the others cannot be found
     * @throws IOException if the image cannot be read
     */
    Optional<FolderBlock> next() throws IOException {
        while (true) {
            try {
                return bytes().map(this::verified);
            } catch (ProblemException failed) {
                if (!(failed.problem() instanceof DiskProblem.Lost)) {
                    throw failed;
                }
                // Of this block only: the next one may be there.
                damage.note(failed.problem(), Integrity.DAMAGED);
            }
        }
    }

    private FolderBlock verified(byte[] bytes) {
        Superblock superblock = fileSystem.superblock();
        FolderBlock block = new FolderBlock(bytes, folder.number(), superblock.hasFileTypes());
        if (!folder.isInline() && superblock.hasMetadataChecksums()) {
            switch (block.integrity(folder.seed())) {
                case GOOD -> {}
                case CHECKSUM_WRONG ->
                        damage.note(
                                new DiskProblem.ChecksumWrong(folder.number()),
                                Integrity.CHECKSUM_WRONG);
                case DAMAGED -> damage.damaged();
            }
        }
        return block;
    }

    private Optional<byte[]> bytes() throws IOException {
        if (!inline.isEmpty()) {
            return Optional.of(inline.remove());
        }
        if (extents.isEmpty() || !findExtent(extents.get())) {
            return Optional.empty();
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
        FileState doubt = map == FileState.DOUBTFUL ? map : FileState.WHOLE;
        state = fileSystem.blocks().state(position, length).worse(doubt);
        return Optional.of(bytes);
    }

    /** Comes to the next extent that has a block left; false if there is none. */
    private boolean findExtent(ExtentCursor extents) throws IOException {
        while (extent.isEmpty() || done >= extent.get().length()) {
            extent = extents.next();
            damage.worsen(extents.integrity());
            done = 0;
            if (extent.isEmpty()) {
                if (extents.hasBlocksBehind()) {
                    damage.damaged();
                }
                return false;
            }
            if (extent.get().isHole()) {
                damage.damaged();
                done = extent.get().length();
            }
        }
        return true;
    }
}
