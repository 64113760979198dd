package org.lifeboat.restore.salvage;

import org.lifeboat.deflate.BlockFinder;
import org.lifeboat.deflate.ByteSource;
import org.lifeboat.deflate.DeflateException;
import org.lifeboat.deflate.Fault;
import org.lifeboat.deflate.Following;
import org.lifeboat.deflate.SegmentInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** gzip and pigz: looks for the next DEFLATE block and decodes from there. */
final class GzipResumption implements Resumption {

    /** Bytes in which a block has to begin. A block takes 64 KiB, as far as gzip and pigz go. */
    private static final int SEARCHED = 8 << 20;

    /** Bytes in which it is confirmed, these included. */
    private static final int HEAD = SEARCHED + (16 << 20);

    private static final int BUFFER = 64 * 1024;

    private final BooleanSupplier isStopWished;

    GzipResumption(BooleanSupplier isStopWished) {
        this.isStopWished = isStopWished;
    }

    @Override
    public void decode(InputStream compressed, boolean hasEnd, PieceSink pieces)
            throws IOException {
        byte[] head = compressed.readNBytes(HEAD);
        OptionalLong block =
                new BlockFinder(ByteSource.of(head), isStopWished)
                        .next(0, 8L * Math.min(SEARCHED, head.length));
        if (block.isEmpty()) {
            return;
        }
        int from = (int) (block.getAsLong() / 8);
        InputStream rest =
                new SequenceInputStream(
                        new ByteArrayInputStream(head, from, head.length - from), compressed);
        SegmentInputStream segment = new SegmentInputStream(rest, block.getAsLong());
        pieces.begin(block.getAsLong());
        byte[] buffer = new byte[BUFFER];
        PieceEnd end;
        while (true) {
            int count;
            try {
                count = segment.read(buffer, 0, buffer.length);
            } catch (DeflateException lost) {
                end = lost.fault() == Fault.TRUNCATED ? PieceEnd.CUT : PieceEnd.FAULT;
                break;
            }
            if (count < 0) {
                end =
                        segment.following() == Following.GARBAGE
                                ? PieceEnd.FAULT
                                : PieceEnd.ofStream(segment.statedLength());
                break;
            }
            if (segment.isKnown()) {
                pieces.known(buffer, 0, count);
            } else {
                pieces.unknown(count);
            }
        }
        pieces.end(end.in(hasEnd));
    }
}
