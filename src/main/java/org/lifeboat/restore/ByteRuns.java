package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;

/**
 * Looks for long runs of one byte where bytes should look random: sectors that could not be read,
 * mostly zeros.
 */
final class ByteRuns implements ChunkBytes.Visitor {

    /** No byte has it. */
    private static final int NONE = 256;

    private final int shortest;
    private final Run found;
    private int value = NONE;
    private long start;
    private long position;

    /** Receives runs in their order. */
    @FunctionalInterface
    interface Run {
        /**
         * @param from in bytes
         * @param to behind its last byte
         */
        void accept(long from, long to);
    }

    private ByteRuns(int shortest, Run found) {
        this.shortest = shortest;
        this.found = found;
    }

    /**
     * @param shortest run that is told, in bytes
     */
    static void find(ChunkBytes bytes, int shortest, Run found) {
        ByteRuns runs = new ByteRuns(shortest, found);
        bytes.visit(0, bytes.size(), runs);
        runs.end();
    }

    @Override
    public void visit(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++, position++) {
            if (bytes[at] != value) {
                end();
                value = bytes[at];
                start = position;
            }
        }
    }

    private void end() {
        if (position - start >= shortest) {
            found.accept(start, position);
        }
    }
}
