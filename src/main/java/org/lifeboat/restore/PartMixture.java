package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DigestAlgorithm.Hmac;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.format.BackupFormat.Seal;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Two copies of a part, both bad: where they differ, one of them may be right. Ranges are tried in
 * combinations, those with the fewest from either copy first, until the HMAC matches: so the result
 * is authentic, not merely plausible.
 *
 * <p>The HMAC's state at a range's begin is kept for each choice of the ranges before, so that no
 * choice is hashed twice, and a combination costs what lies behind its last range.
 */
final class PartMixture {

    /** 2^12 combinations. */
    private static final int MOST_RANGES = 12;

    /** Ranges whose choices make a job of their own. */
    private static final int JOB_RANGES = 6;

    /** Bytes: the smallest run that drives and copying programs lose. */
    private static final int SECTOR = 512;

    /**
     * A copy of the part.
     *
     * @param position in its file, which its sectors are aligned to
     * @param holes where nothing could be read
     */
    record Copy(List<byte[]> pieces, long size, long position, Holes holes) {

        byte at(long position) {
            return pieces.get((int) (position / ChunkBytes.PIECE))[
                    (int) (position % ChunkBytes.PIECE)];
        }
    }

    /** Bytes of the part that are taken from one copy as a whole. */
    record Range(long from, long to) {}

    private final Copy first;
    private final Copy second;
    private final boolean isRandom;
    private final Watch watch;
    private final List<Range> certain = new ArrayList<>();
    private final List<Range> sectors = new ArrayList<>();

    /**
     * @param isRandom whether right bytes look random, so that a sector of equal bytes is wrong
     */
    PartMixture(Copy first, Copy second, boolean isRandom, Watch watch) {
        this.first = first;
        this.second = second;
        this.isRandom = isRandom;
        this.watch = watch;
        compare();
    }

    /** Sorts the sectors that differ: those that can only be the second copy's, and the others. */
    private void compare() {
        long at = 0;
        while (at < first.size()) {
            long border = SECTOR - (first.position() + at) % SECTOR;
            long end = Math.min(first.size(), at + border);
            if (differ(at, end)) {
                if (isCertainlyBad(first, at, end)) {
                    add(certain, at, end, true);
                } else if (!isCertainlyBad(second, at, end)) {
                    add(sectors, at, end, false);
                }
            }
            at = end;
        }
    }

    private boolean differ(long from, long to) {
        for (long at = from; at < to; at++) {
            if (first.at(at) != second.at(at)) {
                return true;
            }
        }
        return first.holes().touch(from, to) != second.holes().touch(from, to);
    }

    private boolean isCertainlyBad(Copy copy, long from, long to) {
        if (copy.holes().touch(from, to)) {
            return true;
        }
        boolean isWhole = to - from >= SECTOR;
        for (long at = from + 1; isRandom && isWhole && at < to; at++) {
            if (copy.at(at) != copy.at(from)) {
                return false;
            }
        }
        return isRandom && isWhole;
    }

    private static void add(List<Range> ranges, long from, long to, boolean joined) {
        if (joined && !ranges.isEmpty() && ranges.getLast().to() == from) {
            ranges.add(new Range(ranges.removeLast().from(), to));
        } else {
            ranges.add(new Range(from, to));
        }
    }

    /**
     * What to take from the second copy so that a seal matches.
     *
     * @return nothing if no combination does, or there are too many
     * @throws java.util.concurrent.CancellationException if the watch threw it
     */
    Optional<List<Range>> find(List<SealFrom> seals) {
        List<Range> runs = new ArrayList<>();
        sectors.forEach(sector -> add(runs, sector.from(), sector.to(), true));
        for (SealFrom seal : seals) {
            Optional<List<Range>> found = find(seal, runs);
            // Two bad runs that touch look like one.
            if (found.isEmpty() && runs.size() < sectors.size()) {
                found = find(seal, sectors);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * What has to match.
     *
     * @param isSecond whether what has to come out stands behind the second copy's bytes
     */
    record SealFrom(Seal seal, boolean isSecond) {}

    private Optional<List<Range>> find(SealFrom from, List<Range> ranges) {
        Seal seal = from.seal();
        List<Range> within = new ArrayList<>();
        List<Range> behind = new ArrayList<>();
        for (Range range : ranges) {
            if (range.from() < seal.end()) {
                within.add(new Range(range.from(), Math.min(range.to(), seal.end())));
            }
            if (range.to() > seal.end() && from.isSecond()) {
                behind.add(new Range(Math.max(range.from(), seal.end()), range.to()));
            }
        }
        if (within.size() > MOST_RANGES || seal.hmac().fork().isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Range>> found = new Search(seal, within).run();
        found.ifPresent(taken -> taken.addAll(behind));
        return found;
    }

    /** The search for one seal. */
    private final class Search {
        private final Seal seal;
        private final List<Range> ranges;
        private final AtomicReference<Optional<Integer>> found =
                new AtomicReference<>(Optional.empty());

        /** What {@link #behind} made, by the number of the range and what was chosen. */
        private final Map<Integer, Hmac> states = new ConcurrentHashMap<>();

        private final LongAdder hashed = new LongAdder();

        /** Bytes that all combinations take. */
        private final double most;

        private Search(Seal seal, List<Range> ranges) {
            this.seal = seal;
            this.ranges = ranges;
            double all = border(0);
            for (int range = 0; range < ranges.size(); range++) {
                all += Math.scalb((double) border(range + 1) - border(range), range + 1);
            }
            this.most = Math.max(1, all);
        }

        private Optional<List<Range>> run() {
            Hmac start = fork(seal.hmac());
            hash(start, 0, border(0), false);
            int count = ranges.size();
            for (int few = 0; few <= count / 2 && found.get().isEmpty(); few++) {
                search(start, few);
                if (few != count - few) {
                    search(start, count - few);
                }
            }
            return found.get().map(this::chosen);
        }

        private List<Range> chosen(int mask) {
            List<Range> chosen = new ArrayList<>(certain);
            for (int i = 0; i < ranges.size(); i++) {
                if ((mask >> i & 1) == 1) {
                    chosen.add(ranges.get(i));
                }
            }
            return chosen;
        }

        /** Where a range begins; for the one behind the last, the end. */
        private long border(int range) {
            return range < ranges.size() ? ranges.get(range).from() : seal.end();
        }

        private void search(Hmac start, int swaps) {
            int fixed = Math.min(JOB_RANGES, ranges.size());
            List<Integer> jobs = new ArrayList<>();
            for (int mask = 0; mask < 1 << fixed; mask++) {
                int left = swaps - Integer.bitCount(mask);
                if (left >= 0 && left <= ranges.size() - fixed) {
                    jobs.add(mask);
                }
            }
            if (found.get().isPresent()) {
                return;
            }
            Parallel.each(
                    jobs.size(),
                    Runtime.getRuntime().availableProcessors(),
                    "mixture",
                    i -> {
                        int mask = jobs.get(i);
                        Hmac state = start;
                        for (int range = 0; range < fixed; range++) {
                            state = behind(state, range, mask & (1 << range + 1) - 1);
                        }
                        explore(state, fixed, mask, swaps - Integer.bitCount(mask));
                    });
        }

        /** Tries all choices of the ranges from one on. */
        private void explore(Hmac state, int range, int mask, int swaps) {
            if (found.get().isPresent()) {
                return;
            }
            int left = ranges.size() - range;
            if (left == 0) {
                if (HmacDigits.areEqual(fork(state).finishHex(), seal.stored())) {
                    found.set(Optional.of(mask));
                }
                return;
            }
            if (swaps < left) {
                explore(behind(state, range, mask), range + 1, mask, swaps);
            }
            if (swaps > 0) {
                int swapped = mask | 1 << range;
                explore(behind(state, range, swapped), range + 1, swapped, swaps - 1);
            }
        }

        /**
         * The state behind a range and what is between it and the next one.
         *
         * @param before the state at its begin; stays as it is
         * @param mask which ranges are swapped, of this one and those before
         */
        private Hmac behind(Hmac before, int range, int mask) {
            boolean isLast = range == ranges.size() - 1;
            int key = 2 << range | mask;
            Hmac known = states.get(key);
            if (known != null) {
                return known;
            }
            Hmac state = fork(before);
            Range here = ranges.get(range);
            long end = Math.min(here.to(), seal.end());
            hash(state, here.from(), end, (mask >> range & 1) == 1);
            hash(state, end, border(range + 1), false);
            // What all ranges were chosen for is not needed again, nor is what was broken off.
            if (!isLast && found.get().isEmpty()) {
                states.put(key, state);
            }
            return state;
        }

        private void hash(Hmac state, long from, long to, boolean isSwapped) {
            long at = from;
            for (Range bad : certain) {
                if (bad.from() >= from && bad.from() < to) {
                    update(state, isSwapped ? second : first, at, bad.from());
                    at = Math.min(to, bad.to());
                    update(state, second, bad.from(), at);
                }
            }
            update(state, isSwapped ? second : first, at, to);
        }

        private void update(Hmac state, Copy copy, long from, long to) {
            long at = from;
            while (at < to && found.get().isEmpty()) {
                watch.at(Stage.AUTHENTICATING, Math.min(1, hashed.sum() / most));
                int inPiece = (int) (at % ChunkBytes.PIECE);
                int length = (int) Math.min(ChunkBytes.PIECE - inPiece, to - at);
                state.update(copy.pieces().get((int) (at / ChunkBytes.PIECE)), inPiece, length);
                hashed.add(length);
                at += length;
            }
        }

        private static Hmac fork(Hmac hmac) {
            return hmac.fork().orElseThrow();
        }
    }
}
