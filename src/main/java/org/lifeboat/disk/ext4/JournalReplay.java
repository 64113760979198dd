package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/** The third pass: where in the log the newest content of each block is. */
final class JournalReplay {

    private final JournalLog log;
    private final JournalSuperblock superblock;
    private final JournalRevocations revocations;
    private final long mostBlocks;

    /** By block: its copy's position in bytes, shifted by one for whether it is escaped. */
    private final LongMap newest = new LongMap();

    private boolean damaged;

    private JournalReplay(
            JournalLog log,
            JournalSuperblock superblock,
            JournalRevocations revocations,
            long mostBlocks) {
        this.log = log;
        this.superblock = superblock;
        this.revocations = revocations;
        this.mostBlocks = mostBlocks;
    }

    /**
     * @param end the first transaction that does not count
     * @param mostBlocks above which a block's position does not fit a number
     */
    static JournalReplay before(
            int end,
            JournalLog log,
            JournalSuperblock superblock,
            JournalRevocations revocations,
            long mostBlocks)
            throws IOException {
        JournalReplay replay = new JournalReplay(log, superblock, revocations, mostBlocks);
        try {
            replay.read(end);
        } catch (ProblemException broken) {
            replay.damaged = true;
        }
        return replay;
    }

    private void read(int end) throws IOException {
        JournalCursor cursor = new JournalCursor(log, superblock);
        while (cursor.isBefore(end)) {
            int sequence = cursor.sequence();
            Optional<JournalRecord> next = cursor.next();
            if (next.isEmpty()) {
                return;
            }
            if (next.get() instanceof JournalRecord.Blocks blocks) {
                long at = blocks.first();
                for (JournalTag tag : blocks.tags()) {
                    note(tag, at, sequence);
                    at = superblock.after(at);
                }
            }
        }
    }

    private void note(JournalTag tag, long at, int sequence) throws IOException {
        if (revocations.cancel(tag.block(), sequence)) {
            return;
        }
        if (!tag.agrees(log.block(at), sequence, superblock)) {
            damaged = true;
        } else if (tag.block() >= 0 && tag.block() < mostBlocks) {
            newest.put(tag.block(), log.position(at) << 1 | (tag.escaped() ? 1 : 0));
        }
    }

    /** Whether some of it could not be applied. */
    boolean isDamaged() {
        return damaged;
    }

    Overlay overlay() {
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
}
