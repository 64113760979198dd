package org.lifeboat.restore.inside;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Large arrays of one length, used again by whoever comes next. Streams are opened by the thousand,
 * and each would leave one to be cleared. Safe for use by several threads.
 */
final class Buffers<T> {

    /** Kept for later: as many as there are streams at once, as a rule. */
    private static final int MOST = 8;

    private final Supplier<T> maker;
    private final Deque<T> idle = new ArrayDeque<>();

    Buffers(Supplier<T> maker) {
        this.maker = maker;
    }

    /** With anything in it. */
    synchronized T take() {
        return idle.isEmpty() ? maker.get() : idle.removeFirst();
    }

    synchronized void giveBack(T buffer) {
        if (idle.size() < MOST) {
            idle.addFirst(buffer);
        }
    }
}
