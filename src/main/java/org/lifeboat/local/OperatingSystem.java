package org.lifeboat.local;

/** Which system this is, for what each of them does in its own way. */
public final class OperatingSystem {

    /** As the system calls itself. */
    public static final String NAME = System.getProperty("os.name", "");

    private OperatingSystem() {}

    public static boolean isLinux() {
        return NAME.equals("Linux");
    }

    public static boolean isMac() {
        return NAME.startsWith("Mac");
    }

    public static boolean isWindows() {
        return NAME.startsWith("Windows");
    }
}
