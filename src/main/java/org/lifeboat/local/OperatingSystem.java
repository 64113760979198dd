package org.lifeboat.local;

/** The system that the program runs on, as far as it makes a difference here. */
public enum OperatingSystem {
    LINUX,
    MAC,
    WINDOWS,
    OTHER;

    /** What Java calls it. */
    public static final String NAME = System.getProperty("os.name", "");

    public static final OperatingSystem CURRENT = named(NAME);

    private static OperatingSystem named(String name) {
        if (name.startsWith("Linux")) {
            return LINUX;
        }
        if (name.startsWith("Mac")) {
            return MAC;
        }
        return name.startsWith("Windows") ? WINDOWS : OTHER;
    }
}
