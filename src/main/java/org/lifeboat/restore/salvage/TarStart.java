package org.lifeboat.restore.salvage;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;

/** A tar from its beginning, up to where it cannot be decoded. */
final class TarStart {

    private static final int BUFFER = 64 * 1024;

    void decode(InputStream tar, PieceSink pieces) throws IOException {
        pieces.begin(0);
        byte[] buffer = new byte[BUFFER];
        int count;
        while ((count = read(tar, buffer)) >= 0) {
            pieces.known(buffer, 0, count);
        }
        pieces.end(PieceEnd.CUT);
    }

    private static int read(InputStream tar, byte[] buffer) throws IOException {
        try {
            return tar.read(buffer);
        } catch (ProblemException end) {
            return -1;
        }
    }
}
