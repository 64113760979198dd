package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.BackupFormat.Seal;
import org.lifeboat.header.HmacFile;
import org.lifeboat.restore.PartMixture.SealFrom;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part that is bad in one copy of the backup, from the others: the whole part, what vouches for
 * it, or as a mixture of two that are both bad. One part at a time, since each copy of it takes
 * memory.
 */
final class PartRepair {

    /** Of the heap, for the other copies of a part. */
    private static final int PART_OF_HEAP = 4;

    private final Source source;
    private final BackupFormat format;
    private final PartCopies copies;
    private final PartInput input;

    PartRepair(Source source, BackupFormat format, PartCopies copies) {
        this.source = source;
        this.format = format;
        this.copies = copies;
        this.input = new PartInput(source);
    }

    /**
     * A part that is authentic now.
     *
     * @param again reads its bytes once more
     * @param from the copy that something was taken from
     */
    record Repaired(Authentication.Authentic verdict, PartReader again, Optional<String> from) {}

    /**
     * @param pieces the part as it was read; holds the right bytes if it could be repaired
     * @param holes where it could not be read
     * @throws java.util.concurrent.CancellationException if the watch threw it
     */
    synchronized Optional<Repaired> repair(
            Chunk chunk, List<byte[]> pieces, Holes holes, Watch watch) {
        List<OuterEntry> others = copies.others(chunk);
        List<Vouching> vouching = vouching(chunk);
        OuterEntry own = chunk.entry();
        if (holes.areNone()) {
            for (Vouching other : vouching) {
                Optional<Authentication.Authentic> right =
                        other.isOwn() ? Optional.empty() : check(chunk, pieces, other, watch);
                if (right.isPresent()) {
                    return Optional.of(
                            new Repaired(right.get(), reader(own), copies.name(other.position())));
                }
            }
        }
        List<PartMixture.Copy> bad = new ArrayList<>();
        bad.add(new PartMixture.Copy(pieces, own.size(), own.offset(), holes));
        long room = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
        for (OuterEntry entry : others) {
            room -= entry.size();
            if (room < 0) {
                break;
            }
            List<byte[]> copy = new ArrayList<>(pieces.size());
            pieces.forEach(piece -> copy.add(new byte[ChunkBytes.PIECE]));
            Holes copysHoles = input.readAround(entry, copy, watch);
            for (Vouching each : copysHoles.areNone() ? vouching : List.<Vouching>of()) {
                Optional<Authentication.Authentic> right =
                        mayReplace(chunk, each)
                                ? check(chunk, copy, each, watch)
                                : Optional.empty();
                if (right.isPresent()) {
                    replace(copy, pieces);
                    return Optional.of(
                            new Repaired(right.get(), reader(entry), copies.name(entry.offset())));
                }
            }
            bad.add(new PartMixture.Copy(copy, entry.size(), entry.offset(), copysHoles));
        }
        return mixed(chunk, bad, vouching, watch);
    }

    private Optional<Repaired> mixed(
            Chunk chunk, List<PartMixture.Copy> bad, List<Vouching> vouching, Watch watch) {
        for (int i = 0; i < bad.size(); i++) {
            for (int j = i + 1; j < bad.size(); j++) {
                Optional<Repaired> repaired = mixed(chunk, bad.get(i), bad.get(j), vouching, watch);
                if (repaired.isPresent()) {
                    replace(bad.get(i).pieces(), bad.getFirst().pieces());
                    return repaired;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Repaired> mixed(
            Chunk chunk,
            PartMixture.Copy first,
            PartMixture.Copy second,
            List<Vouching> vouching,
            Watch watch) {
        PartMixture mixture = new PartMixture(first, second, format.header().encrypted(), watch);
        for (Vouching each : vouching) {
            if (!mayReplace(chunk, each)) {
                continue;
            }
            List<SealFrom> seals = new ArrayList<>();
            for (PartMixture.Copy copy : List.of(first, second)) {
                ChunkBytes bytes = new ChunkBytes(copy.pieces(), copy.size());
                format.seal(chunk, bytes, each.content(), watch)
                        .filter(
                                seal ->
                                        seals.stream()
                                                .noneMatch(other -> isSame(seal, other.seal())))
                        .ifPresent(seal -> seals.add(new SealFrom(seal, copy == second)));
            }
            Optional<List<PartMixture.Range>> taken = mixture.find(seals);
            if (taken.isPresent()) {
                List<PartMixture.Range> ranges =
                        taken.get().stream()
                                .sorted((a, b) -> Long.compare(a.from(), b.from()))
                                .toList();
                ranges.forEach(range -> copy(second.pieces(), range, first.pieces()));
                Optional<Authentication.Authentic> right =
                        check(chunk, first.pieces(), each, watch);
                if (right.isPresent()) {
                    Optional<String> from =
                            copies.name(second.position()).or(() -> copies.name(first.position()));
                    return Optional.of(
                            new Repaired(right.get(), reader(first, second, ranges), from));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Seal one, Seal other) {
        return one.stored().equals(other.stored()) && one.end() == other.end();
    }

    private Optional<Authentication.Authentic> check(
            Chunk chunk, List<byte[]> pieces, Vouching by, Watch watch) {
        ChunkBytes bytes = new ChunkBytes(pieces, chunk.entry().size());
        return format.authenticate(chunk, bytes, by.content(), watch)
                        instanceof Authentication.Authentic authentic
                ? Optional.of(authentic)
                : Optional.empty();
    }

    private static void replace(List<byte[]> from, List<byte[]> into) {
        for (int i = 0; from != into && i < into.size(); i++) {
            System.arraycopy(from.get(i), 0, into.get(i), 0, ChunkBytes.PIECE);
        }
    }

    private static void copy(List<byte[]> from, PartMixture.Range range, List<byte[]> into) {
        long at = range.from();
        while (at < range.to()) {
            int piece = (int) (at / ChunkBytes.PIECE);
            int inPiece = (int) (at % ChunkBytes.PIECE);
            int length = (int) Math.min(ChunkBytes.PIECE - inPiece, range.to() - at);
            System.arraycopy(from.get(piece), inPiece, into.get(piece), inPiece, length);
            at += length;
        }
    }

    private PartReader reader(OuterEntry entry) {
        return (position, into) -> source.read(entry.offset() + position, into);
    }

    /** Reads a mixture again, each range from where it was taken. */
    private PartReader reader(
            PartMixture.Copy first, PartMixture.Copy second, List<PartMixture.Range> taken) {
        long firstOffset = first.position();
        long secondOffset = second.position();
        return (position, into) -> {
            long at = position;
            for (PartMixture.Range range : taken) {
                at = readTo(range.from(), at, firstOffset, into);
                at = readTo(range.to(), at, secondOffset, into);
            }
            readTo(Long.MAX_VALUE, at, firstOffset, into);
        };
    }

    private long readTo(long end, long at, long offset, ByteBuffer into) throws IOException {
        int length = (int) Math.min(Math.max(0, end - at), into.remaining());
        if (length > 0) {
            source.read(offset + at, into.slice(into.position(), length));
            into.position(into.position() + length);
        }
        return at + length;
    }

    /**
     * The content of an entry that vouches for a part.
     *
     * @param content nothing where the format has no such entries
     * @param isOwn whether it is the one that was tried already
     */
    private record Vouching(Optional<byte[]> content, long position, boolean isOwn) {

        private Vouching asOwn() {
            return new Vouching(content, position, true);
        }

        private Optional<String> hmac() {
            return content.flatMap(HmacFile::parse);
        }
    }

    private List<Vouching> vouching(Chunk chunk) {
        List<Vouching> vouching = new ArrayList<>();
        chunk.proof().flatMap(this::content).ifPresent(own -> vouching.add(own.asOwn()));
        copies.otherProofs(chunk).stream()
                .flatMap(proof -> content(proof).stream())
                .filter(
                        other ->
                                other.hmac().isPresent()
                                        && vouching.stream()
                                                .noneMatch(
                                                        known -> known.hmac().equals(other.hmac())))
                .forEach(vouching::add);
        return vouching.isEmpty()
                ? List.of(new Vouching(Optional.empty(), chunk.entry().offset(), true))
                : vouching;
    }

    private Optional<Vouching> content(Proof proof) {
        if (proof.isCutOff() || proof.size() > HmacFile.MAX_SIZE) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) proof.size()];
        try {
            source.read(proof.offset(), ByteBuffer.wrap(content));
            return Optional.of(new Vouching(Optional.of(content), proof.offset(), false));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Whether other bytes may take a part's place because of what vouches for them. What is
     * encrypted is never the same in two backups. Without that, part by part may be: then the
     * part's own HMAC has to be the same, or lost.
     */
    private boolean mayReplace(Chunk chunk, Vouching by) {
        if (format.header().encrypted() || by.isOwn()) {
            return true;
        }
        boolean isOwnLost = chunk.proof().flatMap(this::content).flatMap(Vouching::hmac).isEmpty();
        return isOwnLost && copies.agreeAround(chunk, this::hmac);
    }

    private Optional<String> hmac(Proof proof) {
        return content(proof).flatMap(Vouching::hmac);
    }
}
