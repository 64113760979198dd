package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.restore.salvage.MemberPlace;
import org.lifeboat.restore.salvage.PiecePlaces;
import org.lifeboat.restore.salvage.Segment;
import org.lifeboat.restore.salvage.SegmentReader;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Takes a compressed tar up again behind its damage, as a restore does, but nothing is written: the
 * tar learns where its pieces lie.
 */
final class PiecesBehind {

    private final CheckpointedTar streams;
    private final ChunkAccess chunks;
    private final MemberPlace member;

    /** Who looks on. */
    interface Looker {

        /**
         * @param fraction of the archive that was looked at, from 0 to 1
         * @throws CancellationException if it is to end
         */
        void at(double fraction);

        boolean isStopWished();

        /**
         * A piece is known from now on.
         *
         * @param isDoubtful whether nothing vouches for it or for its place
         * @param isPlaced whether its chunks are in their places, as far as can be seen
         */
        void found(Piece piece, boolean isDoubtful, boolean isPlaced);
    }

    PiecesBehind(CheckpointedTar streams, ChunkAccess chunks, MemberPlace member) {
        this.streams = streams;
        this.chunks = chunks;
        this.member = member;
    }

    /**
     * @param disk as far as it is known at any time
     * @throws CancellationException if the looker threw it
     */
    void run(BlockSource disk, Looker looker) throws IOException {
        DecryptedArchive archive = streams.archive();
        run(archive.segments(chunks::isPlaced), disk, looker, true);
        run(archive.segments(chunk -> !chunks.isPlaced(chunk)), disk, looker, false);
    }

    private void run(List<Segment> segments, BlockSource disk, Looker looker, boolean isPlaced)
            throws IOException {
        if (segments.isEmpty()) {
            return;
        }
        Cancellation wish =
                new Cancellation() {
                    @Override
                    public boolean isRequested() {
                        return looker.isStopWished();
                    }
                };
        SegmentReader reader = segment -> opened(segment, looker);
        PiecePlaces.Taker taker =
                placed -> {
                    Piece piece =
                            new Piece(
                                    placed.segment(),
                                    placed.bit(),
                                    placed.position(),
                                    placed.length());
                    streams.add(piece);
                    looker.found(piece, !isPlaced || !placed.isProven(), isPlaced);
                };
        new PiecePlaces(streams.archive().coding(), member, reader, disk, taker, wish)
                .run(segments);
    }

    private ArchiveCoding.Resumed opened(Segment segment, Looker looker) throws IOException {
        DecryptedArchive.Entered entered = streams.archive().open(segment);
        double whole = streams.archive().size();
        InputStream seen =
                new BulkInputStream() {
                    private long position = entered.position();

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        looker.at(position / whole);
                        int count = entered.stream().read(into, offset, length);
                        position += Math.max(count, 0);
                        return count;
                    }

                    @Override
                    public void close() throws IOException {
                        entered.stream().close();
                    }
                };
        return new ArchiveCoding.Resumed(seen, entered.position());
    }
}
