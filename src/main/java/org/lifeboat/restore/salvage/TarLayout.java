package org.lifeboat.restore.salvage;

import org.lifeboat.content.SparseMap;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where each byte of a member's data in its tar belongs in the file. Positions in the tar and in
 * the file are in bytes.
 */
final class TarLayout {

    /**
     * Extent by extent: where its data begins in the tar, and in the file; a last one at the end.
     */
    private long[] inTar = new long[64];

    private long[] inFile = new long[64];
    private int count;

    /**
     * @param dataStart where the member's data begins in the tar, behind its headers and map
     */
    TarLayout(long dataStart, SparseMap extents) throws IOException {
        long[] at = {dataStart};
        extents.forEach(
                (offset, length) -> {
                    add(at[0], offset);
                    at[0] += length;
                });
        add(at[0], Long.MAX_VALUE);
    }

    private void add(long tarPosition, long filePosition) {
        if (count == inTar.length) {
            inTar = Arrays.copyOf(inTar, count * 2);
            inFile = Arrays.copyOf(inFile, count * 2);
        }
        inTar[count] = tarPosition;
        inFile[count++] = filePosition;
    }

    long dataStart() {
        return inTar[0];
    }

    long dataEnd() {
        return inTar[count - 1];
    }

    /** Receives a run of data that lies together both in the tar and in the file. */
    @FunctionalInterface
    interface Run {
        void accept(long tarPosition, long filePosition, long length) throws IOException;
    }

    /**
     * The data among these bytes of the tar, in order; what is no data of the member is left out.
     */
    void forEach(long tarPosition, long length, Run run) throws IOException {
        long at = Math.max(tarPosition, dataStart());
        long end = Math.min(tarPosition + length, dataEnd());
        for (int i = extentInTar(at); at < end; i++) {
            long runEnd = Math.min(end, inTar[i + 1]);
            if (runEnd > at) {
                run.accept(at, inFile[i] + at - inTar[i], runEnd - at);
            }
            at = runEnd;
        }
    }

    /** Where a byte of the file lies in the tar; nothing if it is in a hole. */
    OptionalLong tarPosition(long filePosition) {
        int i = last(inFile, count - 1, filePosition);
        if (i < 0 || filePosition - inFile[i] >= inTar[i + 1] - inTar[i]) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(inTar[i] + filePosition - inFile[i]);
    }

    private int extentInTar(long position) {
        return Math.max(0, last(inTar, count - 1, position));
    }

    /** The last of the first values that is not larger; -1 if there is none. */
    private static int last(long[] values, int length, long value) {
        int found = Arrays.binarySearch(values, 0, length, value);
        return found >= 0 ? found : -found - 2;
    }
}
