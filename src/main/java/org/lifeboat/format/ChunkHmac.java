package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

/** Computes the HMAC of a chunk's bytes and reports how far it is. */
final class ChunkHmac implements ChunkBytes.Visitor {

    private final DigestAlgorithm.Hmac hmac;
    private final long end;
    private final Watch watch;
    private long done;

    private ChunkHmac(DigestAlgorithm.Hmac hmac, long end, Watch watch) {
        this.hmac = hmac;
        this.end = end;
        this.watch = watch;
    }

    /**
     * @param hmac fresh
     * @param end of the bytes that it is over, which begin at 0
     * @return lower-case hexadecimal digits
     */
    static String of(DigestAlgorithm.Hmac hmac, ChunkBytes bytes, long end, Watch watch) {
        bytes.visit(0, end, new ChunkHmac(hmac, end, watch));
        return hmac.finishHex();
    }

    @Override
    public void visit(byte[] bytes, int offset, int length) {
        hmac.update(bytes, offset, length);
        done += length;
        watch.at(Stage.AUTHENTICATING, (double) done / end);
    }
}
