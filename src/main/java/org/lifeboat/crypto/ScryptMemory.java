package org.lifeboat.crypto;

import com.sun.management.OperatingSystemMXBean;

import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The memory for key derivations, outside the heap: as many at a time as fit, and a larger one
 * alone. The next derivation reuses it, since getting memory from the system takes as long as a
 * tenth of a derivation; none is kept while nobody derives.
 */
final class ScryptMemory {

    /** Derivations at the same time take no more of the computer's memory than this. */
    private static final double SHARED = 0.4;

    /** One derivation by itself may take so much of the computer's memory. */
    private static final double ALONE = 0.7;

    private static final long POLL_MILLIS = 100;

    private final long shared;
    private final long most;
    private final Deque<Vector> idle = new ArrayDeque<>();
    private long held;
    private int leases;
    private int waiting;

    /**
     * @param shared bytes for all derivations at a time
     * @param most bytes for one
     */
    ScryptMemory(long shared, long most) {
        this.shared = shared;
        this.most = most;
    }

    static ScryptMemory ofThisComputer() {
        return Computer.MEMORY;
    }

    /** One for the process, however many backups are open. */
    private static final class Computer {
        private static final ScryptMemory MEMORY = ofTotal(total());

        private static ScryptMemory ofTotal(long bytes) {
            return new ScryptMemory((long) (bytes * SHARED), (long) (bytes * ALONE));
        }

        private static long total() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize();
        }
    }

    private record Vector(Arena arena, MemorySegment bytes) {}

    /** Memory in use by one derivation. */
    final class Lease implements AutoCloseable {
        private final Vector vector;

        private Lease(Vector vector) {
            this.vector = vector;
        }

        MemorySegment bytes() {
            return vector.bytes();
        }

        @Override
        public void close() {
            giveBack(vector);
        }
    }

    /** Bytes that one derivation may have. */
    long most() {
        return most;
    }

    /**
     * Waits until there is room.
     *
     * @param size in bytes
     * @throws ScryptTooCostlyException if there never will be
     */
    Lease take(long size, Watch watch) throws ScryptTooCostlyException {
        if (size > most) {
            throw ScryptTooCostlyException.memory(size, most);
        }
        Optional<Vector> used = awaitTurn(size, watch);
        if (used.isPresent()) {
            return new Lease(used.get());
        }
        Arena arena = Arena.ofShared();
        try {
            return new Lease(new Vector(arena, HugePages.allocate(arena, size)));
        } catch (OutOfMemoryError less) {
            giveUp(arena, size);
            throw ScryptTooCostlyException.memory(size, most);
        } catch (RuntimeException unexpected) {
            giveUp(arena, size);
            throw unexpected;
        }
    }

    /** Memory that was used before, or nothing: then so much was set aside. */
    private synchronized Optional<Vector> awaitTurn(long size, Watch watch) {
        waiting++;
        try {
            while (leases > 0 && held - idleBytes() + size > shared) {
                watch.at(Stage.DERIVING, 0);
                wait(POLL_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            waiting--;
        }
        leases++;
        Optional<Vector> same =
                idle.stream().filter(vector -> vector.bytes().byteSize() == size).findFirst();
        if (same.isPresent()) {
            idle.remove(same.get());
            return same;
        }
        while (!idle.isEmpty() && held + size > shared) {
            release(idle.removeLast());
        }
        held += size;
        return Optional.empty();
    }

    private long idleBytes() {
        return idle.stream().mapToLong(vector -> vector.bytes().byteSize()).sum();
    }

    private synchronized void giveBack(Vector vector) {
        leases--;
        idle.addFirst(vector);
        if (leases == 0 && waiting == 0) {
            idle.forEach(this::release);
            idle.clear();
        }
        notifyAll();
    }

    private synchronized void giveUp(Arena arena, long size) {
        arena.close();
        leases--;
        held -= size;
        notifyAll();
    }

    private void release(Vector vector) {
        held -= vector.bytes().byteSize();
        vector.arena().close();
    }
}
