package org.lifeboat.wizard;

/** Whether there is anything that a window can be shown on. */
public final class Display {

    private Display() {}

    public static boolean isThere() {
        boolean isUnix = !System.getProperty("os.name", "").matches("(Windows|Mac).*");
        return !isUnix
                || isSet("DISPLAY")
                || "Headless".equals(System.getProperty("glass.platform"));
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
