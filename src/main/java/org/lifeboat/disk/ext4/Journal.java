package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskCode;
import org.lifeboat.problem.DiskException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Replays a journal in memory as Linux does on a disk ({@code fs/jbd2/recovery.c}): finds the last
 * complete transaction, collects what was revoked, then notes where each block's newest content is.
 */
final class Journal {

    static final int MAGIC = 0xc03b3998;

    /** More than the largest journal can need; they are kept in memory. */
    private static final int MAX_REVOKED = 1 << 20;

    /** The first record of fast commits (Linux, {@code fs/ext4/fast_commit.h}). */
    private static final int FAST_COMMIT_HEAD = 9;

    private static final int DESCRIPTOR = 1;
    private static final int COMMIT = 2;
    private static final int REVOKE = 5;
    private static final int HEADER = 12;
    private static final int TAIL = 4;
    private static final int COMMIT_CHECKSUM = 16;
    private static final byte CRC32 = 1;

    private final JournalLog log;
    private final JournalSuperblock superblock;
    private final LongMap revoked = new LongMap();
    private final LongMap newest = new LongMap();
    private final long mostBlocks;
    private int end;
    private boolean damaged;

    private Journal(JournalLog log, JournalSuperblock superblock, long mostBlocks) {
        this.log = log;
        this.superblock = superblock;
        this.mostBlocks = mostBlocks;
    }

    /** What a journal changes, and how it was found. */
    record Replay(Overlay overlay, JournalState state) {}

    /** Never fails for what is in the journal: a broken one changes nothing more. */
    static Replay replay(Superblock fileSystem, Blocks blocks) throws IOException {
        if (!fileSystem.hasJournal()) {
            return new Replay(Overlay.NONE, JournalState.ABSENT);
        }
        if (!fileSystem.needsRecovery() && !fileSystem.isBackup()) {
            return new Replay(Overlay.NONE, JournalState.CLEAN);
        }
        Optional<Journal> opened = Optional.empty();
        try {
            Journal journal = open(fileSystem, blocks);
            if (journal.superblock.start == 0) {
                return new Replay(Overlay.NONE, JournalState.CLEAN);
            }
            opened = Optional.of(journal);
            journal.pass(Pass.SCAN);
            journal.pass(Pass.REVOKE);
            journal.pass(Pass.REPLAY);
            journal.damaged |= journal.hasFastCommits();
            JournalState state = journal.damaged ? JournalState.DAMAGED : JournalState.APPLIED;
            return new Replay(journal.overlay(), state);
        } catch (DiskException broken) {
            Overlay sofar = opened.map(Journal::overlay).orElse(Overlay.NONE);
            return new Replay(sofar, JournalState.DAMAGED);
        }
    }

    private static Journal open(Superblock fileSystem, Blocks blocks) throws IOException {
        Inode inode = new Inodes(fileSystem, blocks).read(fileSystem.journalInode());
        if (inode.kind() != EntryKind.FILE || inode.isInline()) {
            throw new DiskException(DiskCode.JOURNAL_DAMAGED);
        }
        FileContent content = new FileContent(inode, fileSystem, blocks, Optional.empty());
        JournalLog log = new JournalLog(content, blocks);
        JournalSuperblock superblock = new JournalSuperblock(log.block(0), log.count());
        return new Journal(log, superblock, Long.MAX_VALUE / fileSystem.blockSize);
    }

    /**
     * Fast commits, which no Qubes ever switched on, are not applied; so they are told at least.
     */
    private boolean hasFastCommits() throws IOException {
        return superblock.hasFastCommits()
                && superblock.end < log.count()
                && Bytes.u16(log.block(superblock.end), 0) == FAST_COMMIT_HEAD;
    }

    private Overlay overlay() {
        long[] blocks = newest.keys();
        long[] positions = new long[blocks.length];
        boolean[] escaped = new boolean[blocks.length];
        for (int i = 0; i < blocks.length; i++) {
            long place = newest.get(blocks[i]);
            positions[i] = place >> 1;
            escaped[i] = (place & 1) != 0;
        }
        return blocks.length == 0 ? Overlay.NONE : new Overlay(blocks, positions, escaped);
    }

    private enum Pass {
        SCAN,
        REVOKE,
        REPLAY
    }

    /** Goes through the log once, from its start to the end that the scan found. */
    private void pass(Pass pass) throws IOException {
        int sequence = superblock.sequence;
        long at = superblock.start;
        int transactionCrc = Crc.START;
        boolean suspicious = false;
        // The log is a ring: nothing is read twice.
        long left = superblock.end - superblock.first;
        while (left > 0 && (pass == Pass.SCAN || sequence - end < 0)) {
            byte[] block = log.block(at);
            if (Bytes.i32be(block, 0) != MAGIC || Bytes.i32be(block, 8) != sequence) {
                break;
            }
            at = after(at);
            left--;
            int type = Bytes.i32be(block, 4);
            if (type == DESCRIPTOR) {
                boolean agrees = tailAgrees(block);
                suspicious |= !agrees;
                require(agrees || pass == Pass.SCAN);
                List<JournalTag> tags = JournalTag.of(block, superblock);
                if (tags.size() > left) {
                    break;
                }
                if (pass == Pass.SCAN && superblock.hasCommitChecksums()) {
                    transactionCrc = transactionCrc(transactionCrc, block, at, tags.size());
                }
                for (JournalTag tag : tags) {
                    if (pass == Pass.REPLAY) {
                        replay(tag, at, sequence);
                    }
                    at = after(at);
                }
                left -= tags.size();
            } else if (type == REVOKE) {
                boolean agrees = tailAgrees(block);
                suspicious |= !agrees;
                require(agrees || pass == Pass.SCAN);
                if (pass == Pass.REVOKE) {
                    revoke(block, sequence);
                }
            } else if (type == COMMIT) {
                if (pass == Pass.SCAN && (suspicious || !commitAgrees(block, transactionCrc))) {
                    damaged = true;
                    break;
                }
                transactionCrc = Crc.START;
                sequence++;
            } else {
                break;
            }
        }
        if (pass == Pass.SCAN) {
            end = sequence;
        }
    }

    private static void require(boolean sensible) throws DiskException {
        if (!sensible) {
            throw new DiskException(DiskCode.JOURNAL_DAMAGED);
        }
    }

    private long after(long at) {
        return at + 1 < superblock.end ? at + 1 : superblock.first;
    }

    /** Descriptor and revoke blocks end with their checksum. */
    private boolean tailAgrees(byte[] block) {
        int tail = block.length - TAIL;
        return !superblock.hasBlockChecksums()
                || Crc.crc32c(superblock.checksumSeed, block, 0, block.length, tail, TAIL)
                        == Bytes.i32be(block, tail);
    }

    private int transactionCrc(int before, byte[] descriptor, long first, int count)
            throws IOException {
        int crc = Crc.crc32Be(before, descriptor);
        long at = first;
        for (int i = 0; i < count; i++) {
            crc = Crc.crc32Be(crc, log.block(at));
            at = after(at);
        }
        return crc;
    }

    private boolean commitAgrees(byte[] block, int transactionCrc) {
        int stored = Bytes.i32be(block, COMMIT_CHECKSUM);
        if (superblock.hasBlockChecksums()) {
            int seed = superblock.checksumSeed;
            return Crc.crc32c(seed, block, 0, block.length, COMMIT_CHECKSUM, 4) == stored;
        }
        if (superblock.hasCommitChecksums()) {
            boolean unused = block[12] == 0 && block[13] == 0 && stored == 0;
            return unused || block[12] == CRC32 && block[13] == 4 && stored == transactionCrc;
        }
        return true;
    }

    private void revoke(byte[] block, int sequence) throws DiskException {
        int end = Bytes.i32be(block, HEADER);
        int most = block.length - (superblock.hasBlockChecksums() ? TAIL : 0);
        require(end >= HEADER + 4 && end <= most);
        int size = superblock.is64Bit() ? 8 : 4;
        for (int at = HEADER + 4; at + size <= end; at += size) {
            long number =
                    size == 4
                            ? Bytes.u32be(block, at)
                            : Bytes.u32be(block, at) << 32 | Bytes.u32be(block, at + 4);
            require(number >= 0 && revoked.size() < MAX_REVOKED);
            revoked.put(number, sequence - superblock.sequence);
        }
    }

    /** Transactions are counted from the log's first, since their numbers wrap around. */
    private void replay(JournalTag tag, long at, int sequence) throws IOException {
        long revokedIn = revoked.get(tag.block());
        if (revokedIn != LongMap.NONE && revokedIn >= sequence - superblock.sequence) {
            return;
        }
        byte[] content = log.block(at);
        if (!tag.agrees(content, sequence, superblock)) {
            damaged = true;
            return;
        }
        if (tag.block() >= 0 && tag.block() < mostBlocks) {
            newest.put(tag.block(), log.position(at) << 1 | (tag.escaped() ? 1 : 0));
        }
    }
}
