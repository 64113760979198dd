package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Decodes from where a block may begin, until what follows confirms it or refutes it. */
final class Trial {

    /** Bytes of input that confirm. */
    private static final long ENOUGH_INPUT = 16L << 20;

    /** Bytes of output that confirm, however little input they come from. */
    private static final long ENOUGH_OUTPUT = 1L << 30;

    /** A byte of input costs about as much as these of output. */
    private static final int OUTPUT_PER_INPUT = 4;

    /** How many bits chance has to guess: what the source's end needs before it. */
    private static final int ENOUGH_EVIDENCE = 32;

    private static final int DYNAMIC_HEADER = 32;
    private static final int STORED_HEADER = 16;

    /** The last block ends just before the trailer, and the trailer where the source does. */
    private static final int EXACT_END = 16;

    private static final int MOST_BLOCKS = 1 << 12;

    /** Of smaller blocks not each is told, since to tell one costs a window. */
    private static final int BLOCK_OUTPUT = 1 << 10;

    private final ByteSource source;
    private final Set<Long> refuted;
    private final long start;
    private final List<Long> blocks = new ArrayList<>();
    private long end;
    private long output;

    Trial(ByteSource source, Set<Long> refuted, long start) {
        this.source = source;
        this.refuted = refuted;
        this.start = start;
        this.end = start;
        blocks.add(start);
    }

    /** Where blocks began, the first one included, and those that are small or far on not. */
    List<Long> blocks() {
        return blocks;
    }

    /** Behind the last bit that was decoded. */
    long end() {
        return end;
    }

    /** In bytes of input, or as much work. */
    long effort() {
        return Math.max((end - start) / 8, output / OUTPUT_PER_INPUT);
    }

    /** Whether it is confirmed. */
    boolean run() throws IOException {
        try (GzipInputStream gzip = open()) {
            gzip.takeCheckpoints(BLOCK_OUTPUT, checkpoint -> remember(checkpoint.bitPosition()));
            try {
                return run(gzip);
            } catch (DeflateException fault) {
                end = fault.bitPosition();
                return fault.fault() == Fault.TRUNCATED && evidence() >= ENOUGH_EVIDENCE;
            }
        }
    }

    /** With a window that allows every distance. */
    private GzipInputStream open() throws IOException {
        InputStream compressed = source.from(start >>> 3);
        Blocks from = new Blocks(new BitInput(compressed, start));
        return GzipInputStream.inside(compressed, from, new byte[ByteDecoder.WINDOW], 0);
    }

    private void remember(long block) {
        if (blocks.size() < MOST_BLOCKS) {
            blocks.add(block);
        }
    }

    private boolean run(GzipInputStream gzip) throws IOException {
        int judged = 1;
        int skipped = gzip.discardPiece();
        while (skipped > 0) {
            output += skipped;
            end = gzip.bitPosition();
            for (; judged < blocks.size(); judged++) {
                if (refuted.contains(blocks.get(judged))) {
                    return false;
                }
            }
            if (end - start >= ENOUGH_INPUT * 8 || output >= ENOUGH_OUTPUT) {
                return true;
            }
            skipped = gzip.discardPiece();
        }
        return switch (gzip.following()) {
            case NOTHING -> evidence() + EXACT_END >= ENOUGH_EVIDENCE;
            case ZEROS -> evidence() >= ENOUGH_EVIDENCE;
            case GARBAGE -> false;
        };
    }

    private int evidence() throws IOException {
        int evidence = 0;
        int headersRead = Math.max(1, blocks.size() - 1);
        for (int i = 0; i < headersRead && evidence < ENOUGH_EVIDENCE; i++) {
            BitInput input = new BitInput(source.from(blocks.get(i) >>> 3), blocks.get(i));
            input.take(1);
            evidence +=
                    switch (input.take(2)) {
                        case 0 -> STORED_HEADER;
                        case 2 -> DYNAMIC_HEADER;
                        default -> 0;
                    };
        }
        return evidence;
    }
}
