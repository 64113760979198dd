package org.lifeboat.restore.salvage;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import java.io.IOException;
import java.io.InputStream;

/** zstd's frames (RFC 8878, 3.1.1): pzstd writes many, zstd one. */
final class ZstdEntrance implements FrameResumption.Entrance {

    @Override
    public int length() {
        return 4;
    }

    @Override
    public boolean isAt(byte[] bytes, int offset) {
        return bytes[offset] == 0x28
                && bytes[offset + 1] == (byte) 0xb5
                && bytes[offset + 2] == 0x2f
                && bytes[offset + 3] == (byte) 0xfd;
    }

    @Override
    public PieceEnd end(Exception thrown) {
        return String.valueOf(thrown.getMessage()).contains("Truncated")
                ? PieceEnd.CUT
                : PieceEnd.FAULT;
    }

    @Override
    public InputStream open(InputStream compressed) throws IOException {
        return new ZstdInputStreamNoFinalizer(compressed);
    }
}
