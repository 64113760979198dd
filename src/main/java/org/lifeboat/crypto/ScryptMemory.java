package org.lifeboat.crypto;

import org.lifeboat.local.ComputerMemory;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The memory for key derivations, outside the heap: as many at a time as fit, and a larger one
 * alone. The next derivation reuses it, since getting memory from the system takes a tenth of a
 * derivation's time, and half of it where the system must first take it from another program. When
 * nobody derives, it is wiped at once, and given back some seconds later.
 */
final class ScryptMemory {

    /** Derivations at the same time take no more of the computer's memory than this. */
    private static final double SHARED = 0.4;

    /** One derivation by itself may take so much of the computer's memory. */
    private static final double ALONE = 0.7;

    /** Bytes of heap in which a chunk of Qubes' size has room. */
    private static final long SMALLEST_HEAP = 176L << 20;

    private static final long POLL_MILLIS = 100;

    /** Between a header and its list of VMs, or two files, less than this passes. */
    private static final long KEPT_SECONDS = 10;

    private final long shared;
    private final long most;
    private final Executor later;
    private final Deque<Vector> idle = new ArrayDeque<>();
    private long held;
    private long taken;
    private int leases;
    private int waiting;

    /**
     * @param shared bytes for all derivations at a time
     * @param most bytes for one
     * @param later runs what it is given when memory that nobody uses has been kept long enough
     */
    ScryptMemory(long shared, long most, Executor later) {
        this.shared = shared;
        this.most = most;
        this.later = later;
    }

    /**
     * For all derivations at a time, in bytes: the heap may become as large as it ever does beside
     * them.
     */
    static long shared(long total, long largestHeap) {
        long left = total - largestHeap - ComputerMemory.OUTSIDE_OF_HEAP;
        return Math.max(0, Math.min((long) (total * SHARED), left));
    }

    /** For one derivation by itself, in bytes: beside it there is a heap for one chunk. */
    static long alone(long total) {
        long left = total - SMALLEST_HEAP - ComputerMemory.OUTSIDE_OF_HEAP;
        return Math.max(0, Math.min((long) (total * ALONE), left));
    }

    static ScryptMemory ofThisComputer() {
        return Computer.MEMORY;
    }

    /** One for the process, however many backups are open. */
    private static final class Computer {
        private static final ScryptMemory MEMORY =
                new ScryptMemory(
                        shared(ComputerMemory.total(), ComputerMemory.largestHeap()),
                        alone(ComputerMemory.total()),
                        CompletableFuture.delayedExecutor(KEPT_SECONDS, TimeUnit.SECONDS));
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
        taken++;
        Optional<Vector> same =
                idle.stream().filter(vector -> vector.bytes().byteSize() == size).findFirst();
        if (same.isPresent()) {
            idle.remove(same.get());
            return same;
        }
        // A larger one is there by itself.
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
            idle.forEach(unused -> unused.bytes().fill((byte) 0));
            long then = taken;
            later.execute(() -> releaseIdle(then));
        }
        notifyAll();
    }

    /** Unless there were derivations since. */
    private synchronized void releaseIdle(long takenThen) {
        if (taken == takenThen) {
            idle.forEach(this::release);
            idle.clear();
        }
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
