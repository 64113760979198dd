package org.lifeboat.restore.inside;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.content.BulkInputStream;
import org.lifeboat.format.Authentication;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * The bytes of one archive's chunks, to be read anywhere. A chunk is read and authenticated as a
 * whole once. Of its pieces digests are kept then: what is read again later, a piece at a time, has
 * to match them, so that the bytes that are used are always those that were authenticated.
 */
final class AuthenticChunks implements AutoCloseable {

    private static final int DIGEST = 32;

    /** Of a chunk that was read so far the next one is loaded meanwhile. */
    private static final int PART_BEFORE_NEXT = 2;

    private final ChunkAccess access;
    private final ResidentChunks residents;
    private final Executor loaders;
    private final Map<Integer, CompletableFuture<State>> states = new ConcurrentHashMap<>();
    private final Buffers<byte[]> buffers = new Buffers<>(() -> new byte[ChunkBytes.PIECE]);
    private volatile boolean isClosed;

    private sealed interface State {

        /**
         * @param digests SHA-256 of each piece, one behind the other
         */
        record Authentic(byte[] digests, Authentication.Decoder decoder) implements State {}

        record Failed(Problem reason) implements State {}
    }

    /**
     * @param loaders threads that read and authenticate
     */
    AuthenticChunks(ChunkAccess access, ResidentChunks residents, Executor loaders) {
        this.access = access;
        this.residents = residents;
        this.loaders = loaders;
    }

    ChunkAccess access() {
        return access;
    }

    /** Chunks that were asked for by now. */
    int loaded() {
        return states.size();
    }

    /**
     * Loads those that nobody asked for, one after the other.
     *
     * @param isAbandoned ends it before the next one
     */
    void authenticateAll(BooleanSupplier isAbandoned) {
        for (int chunk = 0; chunk < access.count() && !isAbandoned.getAsBoolean(); chunk++) {
            await(load(chunk));
        }
    }

    /** Waits for the chunk. */
    boolean isAuthentic(int chunk) {
        return await(load(chunk)) instanceof State.Authentic;
    }

    /**
     * A chunk's part of the archive, from some byte on. Waits for the chunk.
     *
     * @param position among the bytes that the chunk decodes to
     * @throws ProblemException if the chunk is not authentic
     * @throws CancellationException if this was closed
     */
    InputStream open(int chunk, long position) throws IOException {
        return authentic(chunk)
                .decoder()
                .openAt(position, stored -> new StoredInputStream(chunk, stored));
    }

    private State.Authentic authentic(int chunk) throws ProblemException {
        return switch (await(load(chunk))) {
            case State.Authentic authentic -> authentic;
            case State.Failed failed -> throw new ProblemException(failed.reason());
        };
    }

    private CompletableFuture<State> load(int chunk) {
        return states.computeIfAbsent(
                chunk, unseen -> CompletableFuture.supplyAsync(() -> loadNow(chunk), loaders));
    }

    private static State await(CompletableFuture<State> state) {
        try {
            return state.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof CancellationException wished) {
                throw wished;
            }
            throw failed;
        }
    }

    private State loadNow(int chunk) {
        Watch untilClosed =
                (stage, fraction) -> {
                    if (isClosed) {
                        throw new CancellationException();
                    }
                };
        List<byte[]> pieces;
        try {
            pieces = residents.take(access.name(chunk), access.storedBytes(chunk));
        } catch (ProblemException tooLarge) {
            return new State.Failed(tooLarge.problem());
        }
        boolean isKept = false;
        try {
            Authentication.Decoder decoder = access.load(chunk, pieces, untilClosed);
            byte[] digests = digests(chunk, pieces);
            residents.keep(this, chunk, pieces);
            isKept = true;
            return new State.Authentic(digests, decoder);
        } catch (ProblemException failed) {
            return new State.Failed(failed.problem());
        } finally {
            if (!isKept) {
                residents.giveBack(pieces);
            }
        }
    }

    private byte[] digests(int chunk, List<byte[]> pieces) {
        ByteBuffer digests = ByteBuffer.allocate(pieces.size() * DIGEST);
        MessageDigest sha256 = sha256();
        for (int piece = 0; piece < pieces.size(); piece++) {
            sha256.update(pieces.get(piece), 0, length(chunk, piece));
            digests.put(sha256.digest());
        }
        return digests.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int length(int chunk, int piece) {
        long start = (long) piece * ChunkBytes.PIECE;
        return (int) Math.min(ChunkBytes.PIECE, access.storedBytes(chunk) - start);
    }

    /** A chunk's stored bytes from some position to its end. */
    private final class StoredInputStream extends BulkInputStream {
        private final int chunk;
        private final long size;
        private long at;

        /** What is not in memory any more is read a piece at a time. */
        private Optional<byte[]> piece = Optional.empty();

        private int pieceNumber = -1;

        private StoredInputStream(int chunk, long at) {
            this.chunk = chunk;
            this.size = access.storedBytes(chunk);
            this.at = at;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at >= size) {
                close();
                return -1;
            }
            int number = (int) (at / ChunkBytes.PIECE);
            int inPiece = (int) (at % ChunkBytes.PIECE);
            int count = Math.min(length, length(chunk, number) - inPiece);
            if (number == pieceNumber) {
                System.arraycopy(piece.orElseThrow(), inPiece, into, offset, count);
            } else if (!residents.copy(
                    AuthenticChunks.this, chunk, number, inPiece, into, offset, count)) {
                readPiece(number);
                return read(into, offset, length);
            }
            at += count;
            if (at > size / PART_BEFORE_NEXT && chunk + 1 < access.count()) {
                load(chunk + 1);
            }
            return count;
        }

        private void readPiece(int number) throws ProblemException {
            int length = length(chunk, number);
            pieceNumber = -1;
            CompletableFuture<State> before = load(chunk);
            byte[] digests = authentic(chunk).digests();
            byte[] bytes = piece.orElseGet(buffers::take);
            piece = Optional.of(bytes);
            if (isAsBefore(number, bytes, length, digests)) {
                pieceNumber = number;
                return;
            }
            // Another reading, another content: only the whole chunk can be authenticated again.
            states.remove(chunk, before);
            authentic(chunk);
            if (residents.copy(AuthenticChunks.this, chunk, number, 0, bytes, 0, length)) {
                pieceNumber = number;
                return;
            }
            throw new ProblemException(new ChunkProblem.ChangedOnSecondRead(access.name(chunk)));
        }

        private boolean isAsBefore(int number, byte[] bytes, int length, byte[] digests) {
            try {
                long start = (long) number * ChunkBytes.PIECE;
                access.read(chunk, start, ByteBuffer.wrap(bytes, 0, length));
            } catch (IOException unreadable) {
                return false;
            }
            MessageDigest sha256 = sha256();
            sha256.update(bytes, 0, length);
            return MessageDigest.isEqual(
                    sha256.digest(),
                    Arrays.copyOfRange(digests, number * DIGEST, (number + 1) * DIGEST));
        }

        /**
         * Streams are opened by the thousand, and each would leave a large buffer to be cleared.
         */
        @Override
        public void close() {
            piece.ifPresent(buffers::giveBack);
            piece = Optional.empty();
            pieceNumber = -1;
        }
    }

    /** Lets go of all that is in memory; what is wanted again is read again. */
    void letGo() {
        residents.forget(this);
    }

    /** Ends what is being loaded, and lets go of all that is in memory. */
    @Override
    public void close() {
        isClosed = true;
        for (CompletableFuture<State> state : states.values()) {
            try {
                state.join();
            } catch (CompletionException | CancellationException ended) {
                // It was to end.
            }
        }
        residents.forget(this);
    }
}
