package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Entry;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.AuthenticationListener;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32C;

/** Reads a chunk into memory and authenticates it there; one that fails is read a second time. */
final class ChunkLoader {

    /** No proof of any format is larger. */
    private static final int MAX_PROOF = 4096;

    /**
     * Bytes that one thread reads before another may: disks with heads should not have to jump more
     * often.
     */
    private static final int BURST_PIECES = 32;

    private final Source source;
    private final BackupFormat format;
    private final Cancellation cancellation;

    ChunkLoader(Source source, BackupFormat format, Cancellation cancellation) {
        this.source = source;
        this.format = format;
        this.cancellation = cancellation;
    }

    /** What a loader tells while it works. */
    interface Watcher {
        void enter(ChunkState state);

        void moved(long bytes);

        /** How much of the key is derived, from 0 to 1. */
        void derived(double done);
    }

    /**
     * A chunk in memory and the verdict on it.
     *
     * @param bytes still held if the verdict is good; released if not
     */
    record Loaded(ChunkResult result, ChunkBytes bytes, Authentication.Decoder decoder) {
        boolean isAuthentic() {
            return result.verdict() == ChunkResult.Verdict.VERIFIED;
        }
    }

    /** Reads one buffer's worth, from the cache or the medium. */
    @FunctionalInterface
    private interface Reader {
        void read(long position, ByteBuffer into) throws IOException;
    }

    /**
     * @param pieces memory for the chunk; this object's until it returns a result that holds it
     * @throws ProblemException if the run was cancelled; the pieces were released then
     */
    Loaded load(Chunk chunk, List<byte[]> pieces, ChunkBytes.Release release, Watcher watcher)
            throws ProblemException {
        ChunkBytes bytes = new ChunkBytes(pieces, chunk.entry().size());
        boolean held = false;
        try {
            Loaded loaded = load(chunk, pieces, bytes, watcher);
            held = loaded.isAuthentic();
            return loaded;
        } catch (CancellationException wished) {
            throw new ProblemException(new RunProblem.Cancelled());
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            return unread(chunk, new RunProblem.Internal(unexpected.getClass().getSimpleName()));
        } finally {
            if (!held) {
                bytes.releaseAll(release);
            }
        }
    }

    private Loaded load(Chunk chunk, List<byte[]> pieces, ChunkBytes bytes, Watcher watcher)
            throws ProblemException {
        if (chunk.entry().isCutOff()) {
            return unread(chunk, new ChunkProblem.CutOff(chunk.entry().name()));
        }
        Optional<Authentication> first = attempt(chunk, pieces, bytes, watcher, source::read);
        if (first.isPresent() && first.get().isAuthentic()) {
            return loaded(chunk, bytes, first.get(), Optional.empty());
        }
        long firstBytes = checksum(bytes);
        Optional<Authentication> second = attempt(chunk, pieces, bytes, watcher, source::readAgain);
        if (second.isEmpty()) {
            return unread(chunk, new ChunkProblem.Unreadable(chunk.entry().name()));
        }
        if (second.get().isAuthentic()) {
            return loaded(
                    chunk,
                    bytes,
                    second.get(),
                    Optional.of(new ChunkProblem.RecoveredOnSecondRead(chunk.entry().name())));
        }
        boolean sameAgain = first.isPresent() && firstBytes == checksum(bytes);
        Optional<Problem> reason =
                sameAgain
                        ? second.get().failure()
                        : Optional.of(new ChunkProblem.ChangedOnSecondRead(chunk.entry().name()));
        return loaded(chunk, bytes, second.get(), reason);
    }

    /** Of the bytes themselves: where no key can be had there is no HMAC to tell them apart by. */
    private static long checksum(ChunkBytes bytes) {
        CRC32C checksum = new CRC32C();
        bytes.visit(0, bytes.size(), checksum::update);
        return checksum.getValue();
    }

    /** Nothing if the chunk cannot be read. */
    private Optional<Authentication> attempt(
            Chunk chunk, List<byte[]> pieces, ChunkBytes bytes, Watcher watcher, Reader reader)
            throws ProblemException {
        Optional<byte[]> proof;
        try {
            watcher.enter(ChunkState.READING);
            read(chunk.entry(), pieces, watcher, reader);
            proof = proof(chunk, reader);
        } catch (ProblemException cancelled) {
            throw cancelled;
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.of(format.authenticate(chunk, bytes, proof, new Stages(watcher)));
    }

    /** Whether a key is derived first, or is known or needs no time, shows in what is told. */
    private final class Stages implements AuthenticationListener {
        private final Watcher watcher;
        private ChunkState stage = ChunkState.READING;

        private Stages(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void deriving(double done) {
            enter(ChunkState.DERIVING);
            watcher.derived(done);
        }

        @Override
        public void moved(int bytes) {
            enter(ChunkState.AUTHENTICATING);
            watcher.moved(bytes);
        }

        private void enter(ChunkState now) {
            if (cancellation.isRequested()) {
                throw new CancellationException();
            }
            if (stage != now) {
                stage = now;
                watcher.enter(now);
            }
        }
    }

    private void read(Entry entry, List<byte[]> pieces, Watcher watcher, Reader reader)
            throws IOException {
        int piece = 0;
        while (piece < pieces.size()) {
            synchronized (source) {
                int burstEnd = Math.min(piece + BURST_PIECES, pieces.size());
                for (; piece < burstEnd; piece++) {
                    cancellation.check();
                    long at = (long) piece * ChunkBytes.PIECE;
                    int length = (int) Math.min(ChunkBytes.PIECE, entry.size() - at);
                    reader.read(entry.offset() + at, ByteBuffer.wrap(pieces.get(piece), 0, length));
                    watcher.moved(length);
                }
            }
        }
    }

    private static Optional<byte[]> proof(Chunk chunk, Reader reader) throws IOException {
        Optional<Entry> entry =
                chunk.proof().filter(proof -> !proof.isCutOff() && proof.size() <= MAX_PROOF);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) entry.get().size()];
        reader.read(entry.get().offset(), ByteBuffer.wrap(content));
        return Optional.of(content);
    }

    private static Loaded loaded(
            Chunk chunk, ChunkBytes bytes, Authentication verdict, Optional<Problem> problem) {
        ChunkResult result =
                new ChunkResult(
                        chunk.entry().name(),
                        verdict.isAuthentic()
                                ? ChunkResult.Verdict.VERIFIED
                                : ChunkResult.Verdict.FAILED,
                        chunk.entry().size(),
                        verdict.stored(),
                        verdict.computed(),
                        problem);
        return new Loaded(result, bytes, verdict.decoder());
    }

    private static Loaded unread(Chunk chunk, Problem reason) {
        ChunkResult result =
                new ChunkResult(
                        chunk.entry().name(),
                        ChunkResult.Verdict.FAILED,
                        chunk.entry().size(),
                        "",
                        "",
                        Optional.of(reason));
        return new Loaded(result, ChunkBytes.of(new byte[0]), NOTHING_TO_DECODE);
    }

    private static final Authentication.Decoder NOTHING_TO_DECODE =
            (bytes, release, consumed) -> {
                throw new IllegalStateException();
            };
}
