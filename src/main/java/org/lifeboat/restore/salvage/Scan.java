package org.lifeboat.restore.salvage;

/**
 * Goes through the bytes of a piece and shows each place at which enough of them are known and lie
 * together; counts them, and the zeros that the piece ends with.
 */
final class Scan {

    /** Looks at a place. */
    @FunctionalInterface
    interface Look {
        /**
         * @param at where the place is in {@code held}, which is not changed
         * @param position of the same, from the piece's begin, in bytes
         */
        void at(byte[] held, int at, long position);
    }

    private final int enough;
    private final Look look;
    private final byte[] held = new byte[64 * 1024];
    private int length;

    /** Of {@code held[0]}, from the piece's begin. */
    private long heldPosition;

    private long zeros;

    /**
     * @param enough as many bytes as have to be known from a place on
     */
    Scan(int enough, Look look) {
        this.enough = enough;
        this.look = look;
    }

    /** The next bytes of the piece. */
    void known(byte[] bytes, int offset, int count) {
        zeros = ZeroRun.behind(zeros, bytes, offset, count);
        for (int at = 0; at < count; ) {
            int some = Math.min(count - at, held.length - length);
            System.arraycopy(bytes, offset + at, held, length, some);
            length += some;
            at += some;
            if (length == held.length) {
                search();
            }
        }
    }

    /** The next bytes of the piece are not known. */
    void unknown(long count) {
        search();
        heldPosition += length + count;
        length = 0;
        zeros = 0;
    }

    /** Looks at what is left. */
    void end() {
        search();
    }

    /** Of the piece until now, in bytes. */
    long length() {
        return heldPosition + length;
    }

    /** Known zeros that the piece ends with. */
    long zerosAtEnd() {
        return zeros;
    }

    private void search() {
        int last = length - enough;
        for (int at = 0; at <= last; at++) {
            look.at(held, at, heldPosition + at);
        }
        int done = Math.max(0, last + 1);
        System.arraycopy(held, done, held, 0, length - done);
        heldPosition += done;
        length -= done;
    }
}
