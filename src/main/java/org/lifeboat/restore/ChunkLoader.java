package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

    /** Bytes: what drives fail to read at once. */
    private static final int SECTOR = 4096;

    private final Source source;
    private final BackupFormat format;

    ChunkLoader(Source source, BackupFormat format) {
        this.source = source;
        this.format = format;
    }

    /** Whether nothing can be read any more, as against some of it. */
    boolean isSourceGone() {
        return Interruptions.isGone(source);
    }

    /** A chunk that was read, and the verdict on it. */
    sealed interface Loaded {
        ChunkResult result();

        /** Its bytes are held until they are decoded or released. */
        record Authentic(ChunkResult result, ChunkBytes bytes, Authentication.Decoder decoder)
                implements Loaded {}

        /** Its bytes were released. */
        record Failed(ChunkResult result, Problem reason) implements Loaded {}
    }

    /** Bytes that can be decoded, though perhaps nothing vouches for them. */
    record Decodable(ChunkBytes bytes, Authentication.Decoder decoder) {}

    /** Reads one buffer's worth, from the cache or the medium. */
    @FunctionalInterface
    private interface Reader {
        void read(long position, ByteBuffer into) throws IOException;
    }

    /**
     * @param pieces memory for the chunk; this object's until it returns a result that holds it
     * @param watch told of each stage, and throws to end the work
     * @throws CancellationException if the watch threw it; the pieces were released then
     */
    Loaded load(Chunk chunk, List<byte[]> pieces, ChunkBytes.Release release, Watch watch) {
        ChunkBytes bytes = new ChunkBytes(pieces, chunk.entry().size());
        boolean held = false;
        try {
            Loaded loaded = load(chunk, pieces, bytes, watch);
            held = loaded instanceof Loaded.Authentic;
            return loaded;
        } catch (CancellationException wished) {
            throw wished;
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            return failed(chunk, InternalFault.told(unexpected));
        } finally {
            if (!held) {
                bytes.releaseAll(release);
            }
        }
    }

    /**
     * Reads a chunk whatever it is; where it cannot be read, there are zeros.
     *
     * @param pieces as for {@link #load}
     * @return nothing if it has no key
     */
    Optional<Decodable> loadAnyhow(
            Chunk chunk, List<byte[]> pieces, ChunkBytes.Release release, Watch watch) {
        ChunkBytes bytes = new ChunkBytes(pieces, chunk.entry().size());
        Optional<Decodable> loaded = Optional.empty();
        try {
            read(chunk.entry(), pieces, watch, this::readAround);
            loaded = decoder(chunk, bytes, watch).map(known -> new Decodable(bytes, known));
            return loaded;
        } catch (IOException impossible) {
            return loaded;
        } finally {
            if (loaded.isEmpty()) {
                bytes.releaseAll(release);
            }
        }
    }

    private Optional<Authentication.Decoder> decoder(Chunk chunk, ChunkBytes bytes, Watch watch) {
        Optional<byte[]> proof;
        try {
            proof = proof(chunk, source::read);
        } catch (IOException unreadable) {
            proof = Optional.empty();
        }
        return switch (format.authenticate(chunk, bytes, proof, watch)) {
            case Authentication.Authentic authentic -> Optional.of(authentic.decoder());
            case Authentication.Failed failed -> failed.decoder();
        };
    }

    /** Sector by sector where it cannot be read at once. */
    private void readAround(long position, ByteBuffer into) {
        Arrays.fill(into.array(), 0, into.limit(), (byte) 0);
        int there = Math.clamp(source.size() - position, 0, into.limit());
        try {
            source.read(position, ByteBuffer.wrap(into.array(), 0, there));
        } catch (IOException somewhere) {
            for (int at = 0; at < there; at += SECTOR) {
                int length = Math.min(SECTOR, there - at);
                try {
                    source.read(position + at, ByteBuffer.wrap(into.array(), at, length));
                } catch (IOException here) {
                    Arrays.fill(into.array(), at, at + length, (byte) 0);
                }
            }
        }
    }

    private Loaded load(Chunk chunk, List<byte[]> pieces, ChunkBytes bytes, Watch watch) {
        if (chunk.entry().isCutOff()) {
            return failed(chunk, new ChunkProblem.CutOff(chunk.entry().name()));
        }
        Optional<Authentication> first = attempt(chunk, pieces, bytes, watch, source::read);
        if (first.orElse(null) instanceof Authentication.Authentic authentic) {
            return authentic(chunk, bytes, authentic, Optional.empty());
        }
        long firstBytes = checksum(bytes);
        Optional<Authentication> second = attempt(chunk, pieces, bytes, watch, source::readAgain);
        if (second.isEmpty()) {
            return failed(chunk, new ChunkProblem.Unreadable(chunk.entry().name()));
        }
        return switch (second.get()) {
            case Authentication.Authentic authentic ->
                    authentic(
                            chunk,
                            bytes,
                            authentic,
                            Optional.of(
                                    new ChunkProblem.RecoveredOnSecondRead(chunk.entry().name())));
            case Authentication.Failed failed -> {
                boolean sameAgain = first.isPresent() && firstBytes == checksum(bytes);
                Problem reason =
                        sameAgain
                                ? failed.reason()
                                : new ChunkProblem.ChangedOnSecondRead(chunk.entry().name());
                yield failed(chunk, Hmacs.of(failed.stored(), failed.computed()), reason);
            }
        };
    }

    /** Of the bytes themselves: where no key can be had there is no HMAC to tell them apart by. */
    private static long checksum(ChunkBytes bytes) {
        CRC32C checksum = new CRC32C();
        bytes.visit(0, bytes.size(), checksum::update);
        return checksum.getValue();
    }

    /** Nothing if the chunk cannot be read. */
    private Optional<Authentication> attempt(
            Chunk chunk, List<byte[]> pieces, ChunkBytes bytes, Watch watch, Reader reader) {
        Optional<byte[]> proof;
        try {
            read(chunk.entry(), pieces, watch, reader);
            proof = proof(chunk, reader);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.of(format.authenticate(chunk, bytes, proof, watch));
    }

    private void read(OuterEntry entry, List<byte[]> pieces, Watch watch, Reader reader)
            throws IOException {
        int piece = 0;
        while (piece < pieces.size()) {
            synchronized (source) {
                int burstEnd = Math.min(piece + BURST_PIECES, pieces.size());
                for (; piece < burstEnd; piece++) {
                    long at = (long) piece * ChunkBytes.PIECE;
                    watch.at(Stage.READING, (double) at / entry.size());
                    int length = (int) Math.min(ChunkBytes.PIECE, entry.size() - at);
                    reader.read(entry.offset() + at, ByteBuffer.wrap(pieces.get(piece), 0, length));
                }
            }
        }
    }

    private static Optional<byte[]> proof(Chunk chunk, Reader reader) throws IOException {
        Optional<Proof> entry =
                chunk.proof().filter(proof -> !proof.isCutOff() && proof.size() <= MAX_PROOF);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) entry.get().size()];
        reader.read(entry.get().offset(), ByteBuffer.wrap(content));
        return Optional.of(content);
    }

    private static Loaded authentic(
            Chunk chunk,
            ChunkBytes bytes,
            Authentication.Authentic verdict,
            Optional<Problem> onTheWay) {
        ChunkResult result =
                new ChunkResult(
                        chunk.entry().name(),
                        ChunkVerdict.VERIFIED,
                        chunk.entry().size(),
                        Hmacs.of(verdict.stored(), verdict.computed()),
                        onTheWay);
        return new Loaded.Authentic(result, bytes, verdict.decoder());
    }

    private static Loaded failed(Chunk chunk, Problem reason) {
        return failed(chunk, Hmacs.NONE, reason);
    }

    private static Loaded failed(Chunk chunk, Hmacs hmacs, Problem reason) {
        ChunkResult result =
                new ChunkResult(
                        chunk.entry().name(),
                        ChunkVerdict.FAILED,
                        chunk.entry().size(),
                        hmacs,
                        Optional.of(reason));
        return new Loaded.Failed(result, reason);
    }
}
