package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.content.ReadAheadInputStream;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.restore.salvage.PiecePlaces;
import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * An archive's tar as bytes at positions. One place in it is the furthest that was decoded so far;
 * behind it, reading goes on as far as is asked for, and before it, from the nearest entrance.
 *
 * <p>For one thread, but for what it tells of itself.
 */
final class DecodedTar implements AutoCloseable {

    /** Places that are kept open, so that what is read on from there is not decoded twice. */
    private static final int MOST_CURSORS = 4;

    /** Bytes behind the data in which the archive must end as it should, or is not looked at. */
    private static final int LAST = 1 << 20;

    /** Bytes that were read one behind the other, so that it is likely to go on like that. */
    private static final long LONG_RUN = 8L << 20;

    private static final int PASS = 128 * 1024;

    /** Regions that are taken from several threads together. */
    private static final int NEXT = 32;

    /** Bytes: two blocks of zeros. */
    private static final int END_OF_TAR = 1024;

    /** Of a way whose length nobody knows in bytes. */
    private static final int STEPS = 1 << 20;

    private final TarStreams streams;
    private final Regions regions;
    private final KeptBlocks kept;
    private final Runnable onReadingAgain;

    /**
     * Bytes before a place that are kept when they were passed on the way to it: somebody else may
     * be reading there.
     */
    private final long keptWhenPassed;

    private final SpanBuffers spanBuffers = new SpanBuffers(SpansInputStream.MOST);
    private final List<Cursor> cursors = new ArrayList<>();
    private final byte[] passed = new byte[PASS];
    private final AtomicLong decoded = new AtomicLong();
    private Optional<Cursor> front = Optional.empty();

    /** Where the front ended that is not there any more. */
    private long behindFront;

    /** How far each piece was decoded once; by their positions. */
    private final TreeMap<Long, Long> furthestInPieces = new TreeMap<>();

    /** What takes the tar up behind damage, and the disk that it asks for places meanwhile. */
    private Optional<PiecesBehind> salvage = Optional.empty();

    private BlockSource disk;
    private boolean isSalvageDue;
    private long uses;
    private BooleanSupplier isAbandoned = () -> false;

    /** Guarded by this object. */
    private DamageMap damage = new DamageMap(0);

    /** Guarded by this object. */
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** Where the member's data begins; regions are counted from here. */
    private volatile long base;

    private volatile Pass pass = new Pass(0, 0);

    /** Whether all was passed, and the archive ended behind it as it should. */
    private volatile boolean isComplete;

    private volatile long at;

    /** From where to where reading goes on just now. */
    private record Pass(long from, long to) {}

    /** A place in the tar that is kept open. */
    private static final class Cursor {
        private InputStream stream;
        private final TarStreams.Known known;
        private boolean isAhead;
        private boolean isSpans;
        private long position;

        /** Bytes that were read here one behind the other. */
        private long run;

        private long lastUse;

        private Cursor(TarStreams.Entered entered) {
            this.stream = entered.stream();
            this.position = entered.position();
            this.known = entered.known();
        }

        /** Decodes on another thread from now on. */
        private void readAhead() {
            stream = new ReadAheadInputStream(stream);
            isAhead = true;
        }

        /** Decodes on several threads from now on, what was decoded before. */
        private void readSpans(
                TarStreams streams, SpanBuffers buffers, SpansInputStream.Opener opener) {
            stream = new SpansInputStream(streams, buffers, opener, stream, position);
            isAhead = true;
            isSpans = true;
        }
    }

    /**
     * @param memory bytes for what was decoded not long ago
     * @param metadata bytes for what looks like metadata
     * @param onReadingAgain called when reading begins of what was decoded before, for which memory
     *     is needed
     */
    DecodedTar(TarStreams streams, long memory, long metadata, Runnable onReadingAgain) {
        this.onReadingAgain = onReadingAgain;
        this.kept = new KeptBlocks(streams.isSlow() ? metadata : 0);
        this.streams = streams;
        this.regions = new Regions(memory);
        this.keptWhenPassed = memory / 2;
    }

    /**
     * The tar from its beginning, to find a member in it. To be read up to where the member's data
     * begins, and not closed.
     *
     * @param wish whether nobody waits for it any more
     */
    InputStream begin(BooleanSupplier wish) throws IOException {
        isAbandoned = wish;
        Cursor beginning = open(0, streams.isSlow());
        front = Optional.of(beginning);
        return new BulkInputStream() {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                checkWanted();
                int count = beginning.stream.read(into, offset, length);
                beginning.position += Math.max(count, 0);
                at = beginning.position;
                return count;
            }
        };
    }

    /**
     * To be called when the member was found.
     *
     * @param start of its data, in the tar
     * @param trust what may be believed of the tar up to the end of its data; it changes
     */
    void found(long start, DamageMap trust) {
        base = start;
        behindFront = furthest();
        synchronized (this) {
            damage = trust;
        }
    }

    /**
     * What lies behind damage can be had from now on.
     *
     * @param image that it asks for places; read by {@link #readWithin}
     */
    void salvagedBy(PiecesBehind pieces, BlockSource image) {
        salvage = Optional.of(pieces);
        disk = image;
    }

    boolean hasEntrances() {
        return streams.hasEntrances();
    }

    /** Bytes that were decoded by now, those included that were decoded more than once. */
    long decodedBytes() {
        return decoded.get();
    }

    /** Behind the last byte that was passed. */
    long furthest() {
        return front.map(cursor -> cursor.position).orElse(behindFront);
    }

    /** What is wrong, as far as it was met. */
    synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How far reading is on its way to what was asked for last, from 0 to 1. */
    double fraction() {
        Pass now = pass;
        long length = now.to() - now.from();
        return length <= 0 ? 1 : Math.clamp((double) (at - now.from()) / length, 0, 1);
    }

    /** What may be believed of the bytes around this one, as far as it is known by now. */
    synchronized DamageMap.Region region(long position) {
        return damage.region(position);
    }

    /** Whether anything is lost or doubtful, as far as it is known by now. */
    synchronized boolean isDamaged() {
        if (damage.size() == 0) {
            return false;
        }
        DamageMap.Region first = damage.region(0);
        return first.trust() != Trust.AUTHENTIC || first.length() < damage.size();
    }

    /** Copies bytes if all of them were decoded not long ago. Safe for use by several threads. */
    boolean copy(long position, ByteBuffer into) {
        int start = into.position();
        for (long from = position; into.hasRemaining(); ) {
            int offset = (int) ((from - base) % Regions.SIZE);
            int length = Math.min(into.remaining(), Regions.SIZE - offset);
            if (!regions.copy((from - base) / Regions.SIZE, offset, into, length)) {
                length = inBlock(from, length);
                if (!kept.copy(from - base, into, length)) {
                    into.position(start);
                    return false;
                }
            }
            from += length;
        }
        return true;
    }

    private int inBlock(long position, int length) {
        return (int) Math.min(length, KeptBlocks.SIZE - (position - base) % KeptBlocks.SIZE);
    }

    /**
     * Fills the buffer. What is lost by now are zeros; {@link #region} tells what is.
     *
     * @param wish whether nobody waits for it any more
     * @throws CancellationException if so
     */
    void read(long position, ByteBuffer into, BooleanSupplier wish) throws IOException {
        isAbandoned = wish;
        salvageIfDue();
        pass = new Pass(furthest(), position + into.remaining());
        readWithin(position, into);
        checkEnd();
    }

    /** The same for whoever reads already. */
    void readWithin(long position, ByteBuffer into) throws IOException {
        for (long from = position; into.hasRemaining(); ) {
            long number = (from - base) / Regions.SIZE;
            int offset = (int) ((from - base) % Regions.SIZE);
            int length = Math.min(into.remaining(), Regions.SIZE - offset);
            if (!regions.has(number)) {
                int some = inBlock(from, length);
                if (kept.copy(from - base, into, some)) {
                    from += some;
                    continue;
                }
                decode(number);
            }
            regions.copy(number, offset, into, length);
            from += length;
            if (!into.hasRemaining()) {
                decodeNext(number);
            }
        }
    }

    /**
     * Where several threads decode, what comes next is there already: whoever reads on need not
     * wait for this thread each time.
     */
    private void decodeNext(long number) throws IOException {
        long start = base + number * Regions.SIZE + Regions.SIZE;
        boolean isNext = cursors.stream().anyMatch(each -> each.isSpans && each.position == start);
        for (long i = 1; isNext && i <= NEXT && start + i * Regions.SIZE <= end(); i++) {
            if (!regions.has(number + i)) {
                decode(number + i);
            }
        }
    }

    /**
     * Goes on to the archive's end; what is wrong on the way {@link #problems} tell.
     *
     * @param wish whether nobody waits for it any more
     * @throws CancellationException if so
     */
    void readToEnd(BooleanSupplier wish) throws IOException {
        isAbandoned = wish;
        salvageIfDue();
        pass = new Pass(furthest(), end());
        while (!isComplete && front.isPresent() && problems().isEmpty()) {
            Cursor cursor = front.get();
            try {
                passTo(cursor, end());
                checkEnd();
                return;
            } catch (ProblemException broken) {
                drop(cursor);
                fail(cursor.position, broken.problem());
                salvageIfDue();
            } catch (IOException | RuntimeException failed) {
                drop(cursor);
                throw failed;
            }
        }
    }

    /**
     * Whether all was read to the archive's end, nothing is wrong with it, and nothing follows the
     * member.
     */
    boolean isComplete() {
        return isComplete && problems().isEmpty();
    }

    private void checkWanted() {
        if (isAbandoned.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private long end() {
        return damage.size();
    }

    private void decode(long number) throws IOException {
        long start = base + number * Regions.SIZE;
        long end = Math.min(start + Regions.SIZE, end());
        byte[] region = regions.take();
        Arrays.fill(region, (byte) 0);
        boolean isFirst = front.isPresent() && start >= furthest();
        for (long from = start; from < end; ) {
            DamageMap.Region state = region(from);
            if (state.trust() == Trust.LOST) {
                from = state.end();
                continue;
            }
            int most = (int) (Math.min(end, state.end()) - from);
            from = readSome(from, region, (int) (from - start), most);
            salvageIfDue();
        }
        clearLost(start, end, region);
        if (isFirst || isFirstOfPiece(start, end)) {
            kept.pass(start - base, region, (int) (end - start));
        }
        regions.put(number, region);
    }

    /** Of a cell that is unknown as a whole, some bytes may be known. */
    private void clearLost(long start, long end, byte[] region) {
        for (long from = start; from < end; ) {
            DamageMap.Region state = region(from);
            long to = Math.min(end, state.end());
            if (state.trust() == Trust.LOST) {
                Arrays.fill(region, (int) (from - start), (int) (to - start), (byte) 0);
            }
            from = to;
        }
    }

    /** Whether these bytes of a piece are decoded for the first time. */
    private boolean isFirstOfPiece(long start, long end) {
        Map.Entry<Long, Long> piece = furthestInPieces.floorEntry(start);
        if (piece == null || start < piece.getValue()) {
            return false;
        }
        furthestInPieces.put(piece.getKey(), end);
        return true;
    }

    /** Reads at a place, and returns where it came to; at damage that is where it began. */
    private long readSome(long from, byte[] into, int offset, int length) throws IOException {
        Cursor cursor;
        try {
            cursor = cursorAt(from);
        } catch (ProblemException nothing) {
            fail(from, nothing.problem());
            return from;
        }
        try {
            passTo(cursor, from);
            if (cursor.position > from) {
                lose(from, cursor.position);
                return from;
            }
            return from + take(cursor, into, offset, length);
        } catch (ProblemException broken) {
            drop(cursor);
            fail(cursor.position, broken.problem());
            return from;
        } catch (IOException | RuntimeException failed) {
            drop(cursor);
            throw failed;
        }
    }

    private int take(Cursor cursor, byte[] into, int offset, int length) throws IOException {
        checkWanted();
        int count = cursor.stream.read(into, offset, length);
        if (count < 0) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        }
        if (!cursor.known.isKnown()) {
            loseCells(cursor.position, cursor.position + count);
        }
        cursor.position += count;
        cursor.run += count;
        cursor.lastUse = uses++;
        boolean isLong = cursor.run >= LONG_RUN && cursor.known.isAllKnown();
        if (isLong && !cursor.isAhead && streams.isSlow()) {
            if (isFront(cursor) || streams.nextEntrance(cursor.position).isEmpty()) {
                cursor.readAhead();
            } else {
                // One at a time, for they take a lot of memory.
                cursors.stream().filter(each -> each.isSpans).toList().forEach(this::drop);
                cursor.readSpans(streams, spanBuffers, this::enter);
            }
        }
        if (isFront(cursor)) {
            at = cursor.position;
        }
        return count;
    }

    private boolean isFront(Cursor cursor) {
        return front.isPresent() && front.get() == cursor;
    }

    /** An open place from which that one is the nearest; not always at it. */
    private Cursor cursorAt(long position) throws IOException {
        long entrance = streams.entrance(position);
        Optional<Cursor> nearest =
                cursors.stream()
                        .filter(each -> each.position >= entrance && each.position <= position)
                        .max(
                                Comparator.comparingLong((Cursor each) -> each.position)
                                        .thenComparing(this::isFront));
        if (nearest.isPresent()) {
            return nearest.get();
        }
        if (streams.isSlow()) {
            onReadingAgain.run();
        }
        return open(entrance, false);
    }

    private Cursor open(long entrance, boolean ahead) throws IOException {
        if (cursors.size() >= MOST_CURSORS) {
            cursors.stream()
                    .filter(each -> !isFront(each))
                    .min(Comparator.comparingLong(each -> each.lastUse))
                    .ifPresent(this::drop);
        }
        TarStreams.Entered entered = enter(entrance);
        Cursor opened = new Cursor(entered);
        if (ahead) {
            opened.readAhead();
        }
        cursors.add(opened);
        return opened;
    }

    private TarStreams.Entered enter(long entrance) throws IOException {
        TarStreams.Entered entered = streams.open(entrance);
        return new TarStreams.Entered(
                counted(entered.stream()), entered.position(), entered.known());
    }

    private InputStream counted(InputStream stream) {
        return new BulkInputStream() {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = stream.read(into, offset, length);
                decoded.addAndGet(Math.max(count, 0));
                return count;
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    private void drop(Cursor cursor) {
        cursors.remove(cursor);
        if (isFront(cursor)) {
            behindFront = cursor.position;
            front = Optional.empty();
        }
        try {
            cursor.stream.close();
        } catch (IOException unread) {
            // Nothing more was wanted of it.
        }
    }

    /** Reads on, and keeps what comes last: who reads one block soon wants its neighbours. */
    private void passTo(Cursor cursor, long position) throws IOException {
        long before = position - base - keptWhenPassed;
        long recent = base + Math.max(0, Math.ceilDiv(before, Regions.SIZE) * Regions.SIZE);
        while (cursor.position < position) {
            long left = position - cursor.position;
            long inRegion = Regions.SIZE - (cursor.position - base) % Regions.SIZE;
            if (inRegion < Regions.SIZE || left < Regions.SIZE) {
                take(cursor, passed, 0, (int) Math.min(inRegion, left));
            } else {
                passRegion(cursor, cursor.position >= recent);
            }
        }
    }

    private void passRegion(Cursor cursor, boolean isRecent) throws IOException {
        long number = (cursor.position - base) / Regions.SIZE;
        byte[] region = isRecent ? regions.take() : passed;
        int filled = 0;
        while (filled < Regions.SIZE) {
            filled += take(cursor, region, filled, Regions.SIZE - filled);
        }
        long start = cursor.position - Regions.SIZE;
        if (isFront(cursor) || isFirstOfPiece(start, cursor.position)) {
            kept.pass(number * Regions.SIZE, region, Regions.SIZE);
        }
        if (isRecent) {
            regions.put(number, region);
        }
    }

    /** Where a stream makes no sense, nobody knows since when. */
    private synchronized void fail(long position, Problem problem) {
        problems.add(problem);
        if (problem instanceof StreamProblem) {
            doubt();
        } else if (salvage.isPresent()) {
            isSalvageDue = true;
        }
        lose(position, streams.behindDamage(position).orElse(end()));
    }

    private synchronized void doubt() {
        DamageMap doubted = new DamageMap(end());
        damage.forEach(
                each ->
                        doubted.mark(
                                each.position(), each.length(), each.trust().and(Trust.DOUBTFUL)));
        damage = doubted;
    }

    /** Where known and unknown bytes alternate, only what is known as a whole counts as known. */
    private synchronized void loseCells(long from, long to) {
        lose(from - from % PiecePlaces.CELL, Math.ceilDiv(to, PiecePlaces.CELL) * PiecePlaces.CELL);
    }

    private synchronized void lose(long from, long to) {
        damage.mark(from, to - from, Trust.LOST);
    }

    /**
     * Looks for what lies behind the damage that was met, once. The disk is asked for places
     * meanwhile, and read on the same thread for that.
     */
    private void salvageIfDue() throws IOException {
        if (!isSalvageDue || salvage.isEmpty()) {
            return;
        }
        PiecesBehind pieces = salvage.get();
        salvage = Optional.empty();
        Pass before = pass;
        boolean isDone = false;
        try {
            pieces.run(disk, new Looking());
            isDone = true;
        } finally {
            salvage = isDone ? salvage : Optional.of(pieces);
            pass = before;
        }
    }

    private final class Looking implements PiecesBehind.Looker {

        @Override
        public void at(double fraction) {
            checkWanted();
            pass = new Pass(0, STEPS);
            at = (long) (fraction * STEPS);
        }

        @Override
        public boolean isStopWished() {
            return isAbandoned.getAsBoolean();
        }

        @Override
        public void found(Piece piece, boolean isDoubtful, boolean isPlaced) {
            synchronized (DecodedTar.this) {
                mark(piece, isDoubtful ? Trust.DOUBTFUL : Trust.AUTHENTIC, isPlaced);
            }
            furthestInPieces.put(piece.position(), piece.position());
            // What was lost until now was read as zeros.
            regions.clear();
        }

        /** What may belong elsewhere takes the place of nothing but what is lost. */
        private void mark(Piece piece, Trust trust, boolean isPlaced) {
            long end = Math.min(piece.end(), end());
            for (long from = Math.max(base, piece.position()); from < end; ) {
                DamageMap.Region state = damage.region(from);
                long to = Math.min(end, state.end());
                if (isPlaced || state.trust() == Trust.LOST) {
                    damage.mark(from, to - from, trust);
                }
                from = to;
            }
        }
    }

    /**
     * When all data was passed: whether checksum and length say that it was right, if the archive
     * ends here.
     */
    private void checkEnd() throws IOException {
        if (front.isEmpty() || front.get().position != end()) {
            return;
        }
        Cursor last = front.get();
        try {
            int count = 0;
            int zeros = 0;
            boolean isZero = true;
            for (int seen = 0; count >= 0 && seen < LAST; seen += count) {
                checkWanted();
                count = last.stream.read(passed, 0, PASS);
                isZero &= Tar.isZero(passed, 0, Math.max(count, 0));
                zeros += Math.max(count, 0);
            }
            isComplete = count < 0 && isZero && zeros >= Tar.padding(end()) + END_OF_TAR;
        } catch (ProblemException wrong) {
            synchronized (this) {
                problems.add(wrong.problem());
                doubt();
            }
        }
        drop(last);
        at = end();
    }

    @Override
    public void close() {
        List.copyOf(cursors).forEach(this::drop);
    }
}
