package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One zlib stream (RFC 1950) to its checksum. Unlike the JDK's it notices what follows. */
final class ZlibInputStream extends InputStream {

    private static final int BUFFER = 16 * 1024;

    private final InputStream compressed;
    private final Inflater inflater = new Inflater();
    private final byte[] input = new byte[BUFFER];

    ZlibInputStream(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    if (inflater.getRemaining() > 0) {
                        throw new ProblemException(new StreamProblem.GoesOn());
                    }
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw new IOException("a preset dictionary");
                }
                fill();
            }
        } catch (DataFormatException damage) {
            throw new IOException(damage);
        }
    }

    private void fill() throws IOException {
        int count = compressed.read(input, 0, BUFFER);
        if (count < 0) {
            throw new EOFException();
        }
        inflater.setInput(input, 0, count);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
