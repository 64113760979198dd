package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/** Reads a chunk into memory and authenticates it there; one that fails is read a second time. */
final class ChunkLoader {

    /** No proof of any format is larger. */
    private static final int MAX_PROOF = 4096;

    private final Source source;
    private final BackupFormat format;
    private final PartInput input;
    private final Optional<PartCopies> copies;
    private final Optional<PartRepair> repair;
    private final Optional<SecondPass> secondPass;

    /** What reads the parts that other copies made authentic. */
    private final Map<Chunk, PartReader> repaired;

    /**
     * @param copies where bad parts may be had else
     */
    ChunkLoader(Source source, BackupFormat format, Optional<PartCopies> copies) {
        this(source, format, copies, Optional.empty(), new ConcurrentHashMap<>());
    }

    private ChunkLoader(
            Source source,
            BackupFormat format,
            Optional<PartCopies> copies,
            Optional<SecondPass> secondPass,
            Map<Chunk, PartReader> repaired) {
        this.secondPass = secondPass;
        this.repaired = repaired;
        this.source = source;
        this.format = format;
        this.input = new PartInput(source);
        this.copies = copies;
        this.repair = copies.map(other -> new PartRepair(source, format, other));
    }

    /**
     * The same, but what the drive does not give is left to the second pass, unless another copy
     * may have it.
     */
    ChunkLoader leavingTo(SecondPass pass) {
        return new ChunkLoader(source, format, copies, Optional.of(pass), repaired);
    }

    /** The same that leaves nothing. */
    ChunkLoader patient() {
        return new ChunkLoader(source, format, copies, Optional.empty(), repaired);
    }

    /** What is left to, if something is. */
    Optional<SecondPass> secondPass() {
        return secondPass;
    }

    /** Whether nothing can be read any more, as against some of it. */
    boolean isSourceGone() {
        return Interruptions.isGone(source);
    }

    /** A chunk that was read, and the verdict on it. */
    sealed interface Loaded {
        ChunkResult result();

        /**
         * Its bytes are held until they are decoded or released.
         *
         * @param again reads them once more
         */
        record Authentic(
                ChunkResult result,
                ChunkBytes bytes,
                Authentication.Decoder decoder,
                PartReader again)
                implements Loaded {}

        /** Its bytes were released. */
        record Failed(ChunkResult result, Problem reason) implements Loaded {}
    }

    /** Bytes that can be decoded, though perhaps nothing vouches for them. */
    record Decodable(ChunkBytes bytes, Authentication.Decoder decoder) {}

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
     * Reads a chunk whatever it is; where it cannot be read, there are zeros. One that other copies
     * made authentic is what they made of it.
     *
     * @param pieces as for {@link #load}
     * @return nothing if it has no key
     */
    Optional<Decodable> loadAnyhow(
            Chunk chunk, List<byte[]> pieces, ChunkBytes.Release release, Watch watch) {
        ChunkBytes bytes = new ChunkBytes(pieces, chunk.entry().size());
        Optional<Decodable> loaded = Optional.empty();
        try {
            if (!readRepaired(chunk, pieces, watch)) {
                input.readAround(chunk.entry(), pieces, watch);
            }
            loaded = decoder(chunk, bytes, watch).map(known -> new Decodable(bytes, known));
            return loaded;
        } finally {
            if (loaded.isEmpty()) {
                bytes.releaseAll(release);
            }
        }
    }

    /** False if no other copy made the chunk authentic, or its bytes cannot be read any more. */
    private boolean readRepaired(Chunk chunk, List<byte[]> pieces, Watch watch) {
        PartReader reader = repaired.get(chunk);
        if (reader == null) {
            return false;
        }
        try {
            long offset = chunk.entry().offset();
            input.read(
                    chunk.entry(),
                    pieces,
                    watch,
                    (position, into) -> reader.read(position - offset, into));
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<Authentication.Decoder> decoder(Chunk chunk, ChunkBytes bytes, Watch watch) {
        return switch (format.authenticate(chunk, bytes, proofIfReadable(chunk), watch)) {
            case Authentication.Authentic authentic -> Optional.of(authentic.decoder());
            case Authentication.Failed failed -> failed.decoder();
        };
    }

    private Optional<byte[]> proofIfReadable(Chunk chunk) {
        try {
            return proof(chunk, source::read);
        } catch (IOException unreadable) {
            return Optional.empty();
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
        Holes holes = new Holes();
        Loaded second = secondLook(chunk, pieces, bytes, first, holes, watch);
        if (second instanceof Loaded.Authentic) {
            return second;
        }
        Optional<PartRepair.Repaired> right =
                repair.flatMap(other -> other.repair(chunk, pieces, holes, watch));
        right.ifPresent(found -> repaired.put(chunk, found.again()));
        return right.<Loaded>map(
                        found ->
                                new Loaded.Authentic(
                                        verified(chunk, found.verdict(), Optional.empty())
                                                .from(found.from()),
                                        bytes,
                                        found.verdict().decoder(),
                                        found.again()))
                .orElse(second);
    }

    /**
     * Reads a chunk that failed once more, or around what the drive does not give.
     *
     * @param first what came of it the first time; nothing if it could not be read
     * @param holes receives what cannot be read
     */
    private Loaded secondLook(
            Chunk chunk,
            List<byte[]> pieces,
            ChunkBytes bytes,
            Optional<Authentication> first,
            Holes holes,
            Watch watch) {
        String name = chunk.entry().name();
        long firstBytes = checksum(bytes);
        boolean isLeft = secondPass.isPresent() && repair.isEmpty();
        Optional<Authentication> second =
                first.isPresent() || isLeft
                        ? attempt(chunk, pieces, bytes, watch, source::readAgain)
                        : Optional.empty();
        boolean isUnreadable = second.isEmpty();
        if (isUnreadable && isLeft) {
            return failed(chunk, new ChunkProblem.Unreadable(name));
        }
        if (isUnreadable) {
            holes.add(input.readAround(chunk.entry(), pieces, watch));
            second = Optional.of(format.authenticate(chunk, bytes, proofIfReadable(chunk), watch));
        }
        return switch (second.get()) {
            case Authentication.Authentic authentic ->
                    authentic(
                            chunk,
                            bytes,
                            authentic,
                            Optional.of(new ChunkProblem.RecoveredOnSecondRead(name)));
            case Authentication.Failed failed -> {
                Problem reason = failed.reason();
                if (!holes.areNone()) {
                    reason =
                            holes.bytes() == chunk.entry().size()
                                    ? new ChunkProblem.Unreadable(name)
                                    : new ChunkProblem.PartlyUnreadable(
                                            name, new ByteCount(holes.bytes()));
                } else if (first.isPresent() && !isUnreadable && firstBytes != checksum(bytes)) {
                    reason = new ChunkProblem.ChangedOnSecondRead(name);
                }
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
            Chunk chunk,
            List<byte[]> pieces,
            ChunkBytes bytes,
            Watch watch,
            PartInput.Reader reader) {
        Optional<byte[]> proof;
        try {
            input.read(chunk.entry(), pieces, watch, reader);
            proof = proof(chunk, reader);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.of(format.authenticate(chunk, bytes, proof, watch));
    }

    private static Optional<byte[]> proof(Chunk chunk, PartInput.Reader reader) throws IOException {
        Optional<Proof> entry =
                chunk.proof().filter(proof -> !proof.isCutOff() && proof.size() <= MAX_PROOF);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) entry.get().size()];
        reader.read(entry.get().offset(), ByteBuffer.wrap(content));
        return Optional.of(content);
    }

    private Loaded authentic(
            Chunk chunk,
            ChunkBytes bytes,
            Authentication.Authentic verdict,
            Optional<Problem> onTheWay) {
        long offset = chunk.entry().offset();
        return new Loaded.Authentic(
                verified(chunk, verdict, onTheWay)
                        .from(copies.flatMap(known -> known.name(offset))),
                bytes,
                verdict.decoder(),
                (position, into) -> source.read(offset + position, into));
    }

    private static ChunkResult verified(
            Chunk chunk, Authentication.Authentic verdict, Optional<Problem> onTheWay) {
        return new ChunkResult(
                chunk.entry().name(),
                ChunkVerdict.VERIFIED,
                chunk.entry().size(),
                Hmacs.of(verdict.stored(), verdict.computed()),
                onTheWay);
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
