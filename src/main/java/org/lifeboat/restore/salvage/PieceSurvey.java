package org.lifeboat.restore.salvage;

import java.util.ArrayList;
import java.util.List;

/** Measures the pieces of a segment and looks for what says where they belong. */
final class PieceSurvey implements PieceSink {

    /**
     * @param bit at which decoding it begins, from the beginning of the compressed bytes
     * @param length in bytes
     * @param zerosAtEnd known zeros that it ends with
     */
    record Surveyed(
            long bit, long length, long zerosAtEnd, PieceEnd end, FolderSightings folders) {}

    private final List<Surveyed> pieces = new ArrayList<>();
    private FolderSightings folders = new FolderSightings();
    private long first;

    List<Surveyed> pieces() {
        return pieces;
    }

    @Override
    public void begin(long bit) {
        first = bit;
        folders = new FolderSightings();
    }

    @Override
    public void known(byte[] bytes, int offset, int count) {
        folders.scan().known(bytes, offset, count);
    }

    @Override
    public void unknown(long count) {
        folders.scan().unknown(count);
    }

    @Override
    public void end(PieceEnd end) {
        Scan scan = folders.scan();
        scan.end();
        pieces.add(new Surveyed(first, scan.length(), scan.zerosAtEnd(), end, folders));
    }
}
