package org.lifeboat.restore.salvage;

/** How many zeros a piece ends with. */
final class ZeroRun {

    private ZeroRun() {}

    /**
     * @param before zeros that the bytes before end with
     */
    static long behind(long before, byte[] bytes, int offset, int count) {
        int at = offset + count;
        while (at > offset && bytes[at - 1] == 0) {
            at--;
        }
        return at == offset ? before + count : offset + count - at;
    }
}
