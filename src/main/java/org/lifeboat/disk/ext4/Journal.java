package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/**
 * Replays a journal in memory as Linux does on a disk ({@code fs/jbd2/recovery.c}), in three passes
 * over the log: where the last complete transaction ends ({@link JournalScan}), what was revoked
 * ({@link JournalRevocations}), where each block's newest content is ({@link JournalReplay}). Then
 * come the fast commits behind the log ({@link FastCommitLog}).
 */
final class Journal {

    static final int MAGIC = 0xc03b3998;

    private Journal() {}

    /** What a journal changes, and how it was found. */
    record Replayed(Overlay overlay, FastCommits fastCommits, JournalState state) {

        static Replayed nothing(JournalState state) {
            return new Replayed(Overlay.NONE, FastCommits.NONE, state);
        }
    }

    /**
     * What is broken in a journal changes nothing, and is told by the state.
     *
     * @throws IOException if the image cannot be read
     */
    static Replayed replay(Superblock fileSystem, Blocks blocks) throws IOException {
        if (!fileSystem.hasJournal()) {
            return Replayed.nothing(JournalState.ABSENT);
        }
        if (!fileSystem.needsRecovery() && !fileSystem.isBackup()) {
            return Replayed.nothing(JournalState.CLEAN);
        }
        try {
            JournalLog log = open(fileSystem, blocks);
            JournalSuperblock superblock = new JournalSuperblock(log.block(0), log.count());
            return superblock.start == 0
                    ? Replayed.nothing(JournalState.CLEAN)
                    : replay(fileSystem, log, superblock);
        } catch (ProblemException broken) {
            return Replayed.nothing(JournalState.DAMAGED);
        }
    }

    private static JournalLog open(Superblock fileSystem, Blocks blocks) throws IOException {
        Inode inode =
                new Inodes(fileSystem, blocks, FastCommits.NONE).read(fileSystem.journalInode());
        if (inode.kind() != EntryKind.FILE || inode.isInline()) {
            throw new ProblemException(new DiskProblem.JournalDamaged());
        }
        FileContent content =
                new FileContent(inode, fileSystem, blocks, FastCommits.NONE, Optional.empty());
        return new JournalLog(content, blocks);
    }

    private static Replayed replay(
            Superblock fileSystem, JournalLog log, JournalSuperblock superblock)
            throws IOException {
        JournalScan scan = JournalScan.of(log, superblock);
        JournalRevocations revocations = JournalRevocations.before(scan.end(), log, superblock);
        JournalReplay blocks =
                JournalReplay.before(
                        scan.end(),
                        log,
                        superblock,
                        revocations,
                        Long.MAX_VALUE / fileSystem.blockSize);
        FastCommitLog fast = FastCommitLog.read(log, superblock, scan.end());
        boolean damaged = scan.damaged() || blocks.isDamaged() || fast.damaged();
        return new Replayed(
                blocks.overlay(),
                FastCommits.of(fast.records()),
                damaged ? JournalState.DAMAGED : JournalState.APPLIED);
    }
}
