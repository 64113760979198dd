package org.lifeboat.restore.salvage;

import java.io.IOException;
import java.io.InputStream;

/** What is not compressed goes on where it is. */
final class PlainResumption implements Resumption {

    private static final int BUFFER = 64 * 1024;

    @Override
    public void decode(InputStream plain, boolean hasEnd, PieceSink pieces) throws IOException {
        pieces.begin(0);
        byte[] buffer = new byte[BUFFER];
        for (int count = plain.read(buffer); count >= 0; count = plain.read(buffer)) {
            pieces.known(buffer, 0, count);
        }
        pieces.end(hasEnd ? PieceEnd.STREAM : PieceEnd.CUT);
    }
}
