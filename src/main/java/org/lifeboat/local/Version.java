package org.lifeboat.local;

import java.util.ResourceBundle;

/** The program's version, as the build knows it. */
public final class Version {

    public static final String TEXT =
            ResourceBundle.getBundle("org.lifeboat.version").getString("version");

    private Version() {}
}
