package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far a run is: counters that the engine moves and that others poll. The chunks are fixed from
 * the start. Safe for use by several threads.
 */
public final class Progress {

    /** Decoding takes about four times as long as authenticating: gzip against SHA-512. */
    private static final int DECODING_WEIGHT = 4;

    /** So does copying files out of a disk, by the disk's bytes in the backup: many are synced. */
    private static final int COPYING_WEIGHT = 4;

    /** Of a chunk's bytes, reading them shows as much of the work as authenticating them does. */
    private static final double READING_SHARE = 0.5;

    /** What is done of a derivation is counted in millionths. */
    private static final long MILLION = 1_000_000;

    private static final ChunkState[] STATES = ChunkState.values();

    /**
     * A chunk of the plan.
     *
     * @param vm index of its VM in the plan
     * @param size in bytes, as stored
     */
    public record PlannedChunk(int vm, String archive, String name, long size) {}

    private final List<PlannedChunk> chunks;

    /** By identity: the hash of a sequence is made of all of its chunks. */
    private final Map<ChunkSequence, Integer> firstOfArchive = new IdentityHashMap<>();

    private final AtomicIntegerArray states;

    /** How far each chunk is in its state, from 0 to 1, as the bits of a double. */
    private final AtomicLongArray fractions;

    /** What deriving one chunk's key takes, as bytes that could be authenticated meanwhile. */
    private final long keyWork;

    /** Millionths of each chunk's key that need no more work. */
    private final AtomicLongArray derived;

    private final AtomicLong derivedMillionths = new AtomicLong();
    private final AtomicLong authenticatedBytes = new AtomicLong();
    private final AtomicLong decodedBytes = new AtomicLong();
    private final AtomicInteger salvages = new AtomicInteger();
    private final long storedBytes;

    /** The copies out of disks, by their VMs' positions in the plan. */
    private final Map<Integer, Copy> copies = new HashMap<>();

    /**
     * @param work in bytes that could be authenticated meanwhile
     */
    private record Copy(long work, CopyProgress progress) {}

    /**
     * @param keyWork what deriving one chunk's key takes, as bytes that could be authenticated
     *     meanwhile
     * @param copiesFiles whether files are copied out of disks after that
     */
    Progress(List<VmContents> vms, long keyWork, boolean copiesFiles) {
        this.keyWork = keyWork;
        long total = 0;
        List<PlannedChunk> planned = new ArrayList<>();
        for (int vm = 0; vm < vms.size(); vm++) {
            if (copiesFiles && vms.get(vm).holdsHome()) {
                long work = vms.get(vm).storedHomeBytes() * COPYING_WEIGHT;
                copies.put(vm, new Copy(work, new CopyProgress()));
            }
            for (ChunkSequence archive : vms.get(vm).archives()) {
                firstOfArchive.put(archive, planned.size());
                for (Chunk chunk : archive.chunks()) {
                    planned.add(
                            new PlannedChunk(
                                    vm,
                                    archive.path().name(),
                                    chunk.entry().name(),
                                    chunk.entry().size()));
                }
                total += archive.storedBytes();
            }
        }
        chunks = List.copyOf(planned);
        storedBytes = total;
        states = new AtomicIntegerArray(chunks.size());
        fractions = new AtomicLongArray(chunks.size());
        derived = new AtomicLongArray(chunks.size());
    }

    public List<PlannedChunk> chunks() {
        return chunks;
    }

    public int count() {
        return chunks.size();
    }

    public ChunkState state(int chunk) {
        return STATES[states.get(chunk)];
    }

    /** How far the chunk is in its present state, from 0 to 1. */
    public double fraction(int chunk) {
        return Double.longBitsToDouble(fractions.get(chunk));
    }

    /**
     * All work on a chunk, in the unit of {@link #workDone}: bytes that HMAC-SHA512 goes through.
     */
    public double work(int chunk) {
        return keyWork + (1.0 + DECODING_WEIGHT) * chunks.get(chunk).size();
    }

    /** How much of {@link #work} is done. */
    public double workDone(int chunk) {
        double size = chunks.get(chunk).size();
        double fraction = fraction(chunk);
        double read = READING_SHARE * size;
        return switch (state(chunk)) {
            case WAITING -> 0;
            case READING -> read * fraction;
            case DERIVING -> read + keyWork * fraction;
            case AUTHENTICATING -> read + keyWork + (size - read) * fraction;
            case AUTHENTIC -> size + keyWork;
            case DECODING -> size + keyWork + DECODING_WEIGHT * size * fraction;
            case DECODED, FAILED, LEFT -> work(chunk);
        };
    }

    /** Bytes of all chunks, as stored. */
    public long storedBytes() {
        return storedBytes;
    }

    public long authenticatedBytes() {
        return authenticatedBytes.get();
    }

    public long decodedBytes() {
        return decodedBytes.get();
    }

    /** From 0 to 1, by the work that is left. */
    public double fraction() {
        if (storedBytes == 0) {
            return 0;
        }
        double keys = (double) derivedMillionths.get() / MILLION;
        double work =
                keyWork * keys
                        + authenticatedBytes.get()
                        + (double) DECODING_WEIGHT * decodedBytes.get();
        double all =
                (double) keyWork * chunks.size() + (double) storedBytes * (1 + DECODING_WEIGHT);
        for (Copy copy : copies.values()) {
            work += copy.work() * copy.progress().fraction();
            all += copy.work();
        }
        return Math.min(1, work / all);
    }

    /**
     * How far the copying of a VM's files is. To be asked only if they are copied.
     *
     * @param vm its position in the plan
     */
    public CopyProgress copy(int vm) {
        return copies.get(vm).progress();
    }

    /** Whether files of the VM are to be copied. */
    public boolean copiesFiles(int vm) {
        return copies.containsKey(vm);
    }

    /** Whether some damaged archive is being searched for what can be saved. */
    public boolean isSalvaging() {
        return salvages.get() > 0;
    }

    /** That one more archive is searched, or one less. */
    void salvages(boolean begins) {
        salvages.addAndGet(begins ? 1 : -1);
    }

    int indexOf(ChunkSequence archive, int position) {
        return firstOfArchive.get(archive) + position;
    }

    /** Follows one chunk while it is read and authenticated. */
    Watch watch(int chunk, Cancellation cancellation) {
        return (stage, fraction) -> {
            cancellation.check();
            at(chunk, state(stage), fraction);
        };
    }

    private static ChunkState state(Stage stage) {
        return switch (stage) {
            case READING -> ChunkState.READING;
            case DERIVING -> ChunkState.DERIVING;
            case AUTHENTICATING -> ChunkState.AUTHENTICATING;
        };
    }

    void enter(int chunk, ChunkState state) {
        at(chunk, state, 0);
    }

    /**
     * @param fraction how far it is in this state, from 0 to 1
     */
    void at(int chunk, ChunkState state, double fraction) {
        fractions.set(chunk, Double.doubleToRawLongBits(fraction));
        states.set(chunk, state.ordinal());
        if (state == ChunkState.DERIVING) {
            needsNoMore(chunk, Math.round(MILLION * fraction));
        } else if (state.ordinal() > ChunkState.DERIVING.ordinal()) {
            needsNoMore(chunk, MILLION);
        }
    }

    /** A chunk that is read again does not take back what was done. */
    private void needsNoMore(int chunk, long millionths) {
        if (derived.get(chunk) >= millionths) {
            return;
        }
        long before = derived.getAndAccumulate(chunk, millionths, Math::max);
        derivedMillionths.addAndGet(Math.max(0, millionths - before));
    }

    /**
     * An earlier run has done the first chunks of the archive.
     *
     * @return bytes of these
     */
    long passed(ChunkSequence archive, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            enter(indexOf(archive, i), ChunkState.DECODED);
            bytes += archive.chunks().get(i).entry().size();
        }
        authenticated(bytes);
        decoded(bytes);
        return bytes;
    }

    /** All of the archive is done once more. */
    void again(ChunkSequence archive) {
        for (int i = 0; i < archive.chunks().size(); i++) {
            enter(indexOf(archive, i), ChunkState.WAITING);
        }
        authenticated(-archive.storedBytes());
        decoded(-archive.storedBytes());
    }

    void authenticated(long bytes) {
        authenticatedBytes.addAndGet(bytes);
    }

    void decoded(long bytes) {
        decodedBytes.addAndGet(bytes);
    }
}
