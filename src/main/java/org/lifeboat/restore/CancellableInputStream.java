package org.lifeboat.restore;

import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;

/** Looks at the wish to stop before every read. */
final class CancellableInputStream extends InputStream {

    private final InputStream stream;
    private final Cancellation cancellation;

    CancellableInputStream(InputStream stream, Cancellation cancellation) {
        this.stream = stream;
        this.cancellation = cancellation;
    }

    @Override
    public int read() throws IOException {
        cancellation.check();
        return stream.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        cancellation.check();
        return stream.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
