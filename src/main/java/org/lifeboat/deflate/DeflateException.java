package org.lifeboat.deflate;

import java.io.IOException;

/** The compressed data is not what it should be. All that was decoded before has been delivered. */
public final class DeflateException extends IOException {

    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final long bitPosition;

    DeflateException(Fault fault, long bitPosition) {
        super(fault.sentence() + " at bit " + bitPosition);
        this.fault = fault;
        this.bitPosition = bitPosition;
    }

    public Fault fault() {
        return fault;
    }

    /**
     * Where it was noticed, in bits from the beginning of the compressed data: behind the last bit
     * that was read. The damage itself may lie well before it.
     */
    public long bitPosition() {
        return bitPosition;
    }
}
