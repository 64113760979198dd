package org.lifeboat.crypto;

/** A derivation asks for more than this computer has, or than any real one does. */
public final class ScryptTooCostlyException extends Exception {

    private static final long serialVersionUID = 1;

    private final long needed;
    private final long available;

    private ScryptTooCostlyException(String message, long needed, long available) {
        super(message);
        this.needed = needed;
        this.available = available;
    }

    static ScryptTooCostlyException memory(long needed, long available) {
        return new ScryptTooCostlyException("memory", needed, available);
    }

    static ScryptTooCostlyException implausible(ScryptParameters parameters) {
        return new ScryptTooCostlyException(parameters.toString(), 0, 0);
    }

    /** Whether a computer with more memory could do it. */
    public boolean isForWantOfMemory() {
        return needed > 0;
    }

    /** In bytes. */
    public long needed() {
        return needed;
    }

    /** What one derivation may have here, in bytes. */
    public long available() {
        return available;
    }
}
