package org.lifeboat.disk.ext4;

import java.io.IOException;

/**
 * What a restore left of files and folders. Each is what its worst byte is, its inode, the map of
 * its blocks and the folders that lead to it included.
 */
final class FileStates {

    private final Ext4 fileSystem;
    private final Superblock superblock;
    private final Blocks blocks;
    private final FileState ground;

    FileStates(Ext4 fileSystem) {
        this.fileSystem = fileSystem;
        this.superblock = fileSystem.superblock();
        this.blocks = fileSystem.blocks();
        this.ground = findGround();
    }

    /** The state of what all files depend on: superblock and journal. */
    FileState ground() {
        return ground;
    }

    /** Without the newest changes, or with doubtful ones, any file may be an old or a false one. */
    private FileState findGround() {
        FileState state = blocks.state(superblock.position, Superblock.SIZE);
        boolean isKnown =
                switch (fileSystem.journal()) {
                    case ABSENT, CLEAN -> true;
                    case APPLIED -> !blocks.isDamaged() || ofJournal() == FileState.WHOLE;
                    case DAMAGED -> !blocks.isDamaged();
                };
        return state == FileState.WHOLE && isKnown ? FileState.WHOLE : FileState.DOUBTFUL;
    }

    private FileState ofJournal() {
        try {
            Inodes inodes = fileSystem.inodes();
            long number = superblock.journalInode();
            FileState content = fileSystem.content(inodes.read(number)).state();
            return content.worse(inodes.state(number));
        } catch (IOException lost) {
            return FileState.DAMAGED;
        }
    }

    /**
     * Reads the block map, but no content and, for a folder, none of its entries. On a disk that
     * lost anything, a wrong checksum makes a file doubtful.
     *
     * @throws IOException if the image cannot be read
     */
    FileState of(FolderEntry entry) throws IOException {
        if (!blocks.isDamaged()) {
            return entry.integrity() == Integrity.DAMAGED ? FileState.DAMAGED : FileState.WHOLE;
        }
        if (entry.state() == FileState.DAMAGED || entry.inode() == LostFound.MADE_UP) {
            return entry.state();
        }
        FileState told = entry.state().worse(of(entry.integrity()));
        return switch (entry.kind()) {
            case FILE, FOLDER -> {
                Inode inode = fileSystem.inode(entry);
                boolean isMadeUp = entry.isFolder() && inode.size(superblock) == 0;
                yield isMadeUp ? FileState.DAMAGED : told.worse(fileSystem.content(inode).state());
            }
            case LINK -> {
                Inode inode = fileSystem.inode(entry);
                yield LinkTarget.isInInode(inode, superblock)
                        ? told
                        : told.worse(fileSystem.content(inode).state());
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
}
