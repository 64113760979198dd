package org.lifeboat.restore.salvage;

import java.util.ArrayList;
import java.util.List;

/** Measures the pieces of a segment and looks for what says where they belong. */
final class PieceSurvey implements PieceSink {

    /**
     * @param length in bytes
     * @param zerosAtEnd known zeros that it ends with
     * @param isEnd whether the stream ended here
     */
    record Surveyed(long length, long zerosAtEnd, boolean isEnd, FolderSightings folders) {}

    private final List<Surveyed> pieces = new ArrayList<>();
    private FolderSightings folders = new FolderSightings();
    private long length;
    private long zeros;

    List<Surveyed> pieces() {
        return pieces;
    }

    @Override
    public void begin() {
        folders = new FolderSightings();
        length = 0;
        zeros = 0;
    }

    @Override
    public void known(byte[] bytes, int offset, int count) {
        folders.add(bytes, offset, count);
        length += count;
        zeros = ZeroRun.behind(zeros, bytes, offset, count);
    }

    @Override
    public void unknown(long count) {
        folders.skip(count);
        length += count;
        zeros = 0;
    }

    @Override
    public void end(boolean isEnd) {
        folders.end();
        pieces.add(new Surveyed(length, zeros, isEnd, folders));
    }
}
