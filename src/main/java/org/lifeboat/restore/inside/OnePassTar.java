package org.lifeboat.restore.inside;

import org.lifeboat.format.BackupFormat;

import java.io.IOException;

/** A tar whose compressor can only be begun with: what lies before has to be decoded again. */
final class OnePassTar implements TarStreams {

    private final BackupFormat format;
    private final AuthenticChunks chunks;

    OnePassTar(BackupFormat format, AuthenticChunks chunks) {
        this.format = format;
        this.chunks = chunks;
    }

    @Override
    public long entrance(long position) {
        return 0;
    }

    @Override
    public boolean hasEntrances() {
        return false;
    }

    @Override
    public Entered open(long entrance) throws IOException {
        return new Entered(format.tar(DecryptedArchive.joined(chunks, 0, 0)), 0);
    }
}
