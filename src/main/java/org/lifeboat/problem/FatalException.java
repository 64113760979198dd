package org.lifeboat.problem;

/** Ends the whole run: nothing can be restored, for a reason that a person can act on. */
public final class FatalException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public FatalException(Refusal refusal) {
        super(refusal.key());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
