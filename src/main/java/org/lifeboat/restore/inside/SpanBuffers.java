package org.lifeboat.restore.inside;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Memory for what several threads decode, used again by whoever comes next. Safe for use by several
 * threads.
 */
final class SpanBuffers {

    /** In bytes: spans are about as long as each other, and share their memory. */
    private static final int ROUND = 1 << 20;

    private final int most;
    private final Deque<byte[]> idle = new ArrayDeque<>();

    /**
     * @param most that are kept for later
     */
    SpanBuffers(int most) {
        this.most = most;
    }

    /**
     * Of that length or more, with anything in it. Where all that are kept are shorter, one goes.
     */
    synchronized byte[] take(int length) {
        for (Iterator<byte[]> each = idle.iterator(); each.hasNext(); ) {
            byte[] known = each.next();
            if (known.length >= length) {
                each.remove();
                return known;
            }
        }
        idle.pollLast();
        return new byte[Math.ceilDiv(length, ROUND) * ROUND];
    }

    synchronized void giveBack(byte[] bytes) {
        if (bytes.length > 0 && idle.size() < most) {
            idle.addFirst(bytes);
        }
    }
}
