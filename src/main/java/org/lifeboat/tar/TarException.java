package org.lifeboat.tar;

import java.io.IOException;

/** A tar header or extension that no tar program writes. */
public final class TarException extends IOException {

    private static final long serialVersionUID = 1;

    public TarException(String what) {
        super(what);
    }
}
