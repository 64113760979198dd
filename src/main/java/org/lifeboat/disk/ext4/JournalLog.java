package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal's blocks by their number in it. */
final class JournalLog {

    /** 4 GiB with the usual blocks of 4 KiB; e2fsprogs makes journals of up to 1 GiB by itself. */
    private static final long MAX_BLOCKS = 1 << 20;

    private final Blocks blocks;
    private final List<Extent> extents = new ArrayList<>();
    private long count;
    private Extent last;

    JournalLog(FileContent journal, Blocks blocks) throws IOException {
        this.blocks = blocks;
        ExtentCursor cursor = journal.extents();
        Optional<Extent> extent = cursor.next();
        while (extent.isPresent() && !extent.get().isHole() && count < MAX_BLOCKS) {
            extents.add(extent.get());
            count += extent.get().length() / blocks.blockSize();
            extent = cursor.next();
        }
        if (extents.isEmpty()) {
            throw new ProblemException(new DiskProblem.JournalDamaged());
        }
        last = extents.getFirst();
    }

    /** How many there are, up to the first that is missing. */
    long count() {
        return count;
    }

    /** In bytes, in the file system. */
    long position(long number) throws ProblemException {
        long offset = number * blocks.blockSize();
        if (!contains(last, offset)) {
            int low = 0;
            int high = extents.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (extents.get(middle).offset() <= offset) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            last = extents.get(low);
        }
        if (!contains(last, offset)) {
            throw new ProblemException(new DiskProblem.JournalDamaged());
        }
        return last.position() + offset - last.offset();
    }

    private static boolean contains(Extent extent, long offset) {
        return offset >= extent.offset() && offset < extent.offset() + extent.length();
    }

    byte[] block(long number) throws IOException {
        return blocks.metadata(position(number), blocks.blockSize());
    }
}
