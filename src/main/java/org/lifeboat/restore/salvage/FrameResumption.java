package org.lifeboat.restore.salvage;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.problem.ProblemException;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * For compressors that can be entered only where a frame or a block of theirs begins: looks for
 * such a place, decodes from there as far as it goes, and looks for the next one.
 */
final class FrameResumption implements Resumption {

    private static final int BUFFER = 64 * 1024;

    /** Bytes from a place that turned out to be no begin, to which one can go back. */
    private static final int LOOK_BACK = 1 << 20;

    /** Where a compressor can be entered. */
    interface Entrance {

        /** Bytes from a place on that {@link #isAt} wants to see; fewer at the stream's end. */
        int length();

        /**
         * Whether a frame may begin here.
         *
         * @param bytes from the offset on there are {@link #length} of them, zeros behind the
         *     stream's end
         */
        boolean isAt(byte[] bytes, int offset);

        /**
         * Decodes from such a place on.
         *
         * @param compressed stays open when it is closed
         */
        InputStream open(InputStream compressed) throws IOException;

        /** What it means that the decoder threw this. */
        PieceEnd end(Exception thrown);
    }

    private final Entrance entrance;

    FrameResumption(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public void decode(InputStream compressed, boolean hasEnd, PieceSink pieces)
            throws IOException {
        Positioned in = new Positioned(compressed);
        while (find(in)) {
            in.mark(LOOK_BACK);
            if (!decodeFrom(in, hasEnd, pieces)) {
                in.reset();
                in.skipNBytes(1);
            }
        }
    }

    /** False if it only looked like an entrance. */
    private boolean decodeFrom(Positioned in, boolean hasEnd, PieceSink pieces) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bit = in.position() * 8;
        boolean isOpen = false;
        PieceEnd end;
        InputStream plain = null;
        while (true) {
            int count;
            try {
                plain = plain == null ? entrance.open(new Unclosed(in)) : plain;
                count = plain.read(buffer);
            } catch (ProblemException notTheirs) {
                throw notTheirs;
            } catch (IOException | RuntimeException ended) {
                end = entrance.end(ended);
                break;
            }
            if (count < 0) {
                end = PieceEnd.STREAM;
                break;
            }
            if (!isOpen) {
                pieces.begin(bit);
                isOpen = true;
            }
            pieces.known(buffer, 0, count);
        }
        if (isOpen) {
            pieces.end(end.in(hasEnd));
        }
        return isOpen;
    }

    /** Goes on to the next place where a frame may begin; false if there is none. */
    private boolean find(BufferedInputStream in) throws IOException {
        byte[] window = new byte[BUFFER + entrance.length()];
        while (true) {
            in.mark(window.length);
            int count = in.readNBytes(window, 0, window.length);
            Arrays.fill(window, count, window.length, (byte) 0);
            int places = Math.min(count, BUFFER);
            for (int at = 0; at < places; at++) {
                if (entrance.isAt(window, at)) {
                    in.reset();
                    in.skipNBytes(at);
                    return true;
                }
            }
            if (count < window.length) {
                return false;
            }
            in.reset();
            in.skipNBytes(places);
        }
    }

    /** A stream that tells where it is, also after going back. */
    private static final class Positioned extends BufferedInputStream {

        private final Counted counted;

        private Positioned(InputStream in) {
            this(new Counted(in));
        }

        private Positioned(Counted counted) {
            super(counted, BUFFER);
            this.counted = counted;
        }

        /** Of the next byte. */
        private long position() {
            return counted.bytes - (count - pos);
        }
    }

    private static final class Counted extends BulkInputStream {
        private final InputStream in;
        private long bytes;

        private Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            bytes += Math.max(count, 0);
            return count;
        }
    }

    /** Decoders close what they have read to its end; here, there may be more to find. */
    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
