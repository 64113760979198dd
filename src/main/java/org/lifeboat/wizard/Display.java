package org.lifeboat.wizard;

import org.lifeboat.local.OperatingSystem;

/** Whether there is anything that a window can be shown on. */
public final class Display {

    private Display() {}

    public static boolean isThere() {
        return OperatingSystem.CURRENT == OperatingSystem.WINDOWS
                || OperatingSystem.CURRENT == OperatingSystem.MAC
                || isSet("DISPLAY")
                || "Headless".equals(System.getProperty("glass.platform"));
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
