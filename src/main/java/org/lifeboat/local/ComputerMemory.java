package org.lifeboat.local;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/** The memory that this program may use, and how it is shared out. All sizes are in bytes. */
public final class ComputerMemory {

    /**
     * What a Java program takes beside its heap: classes, compiled code, stacks, buffers of the
     * system's calls.
     */
    public static final long OUTSIDE_OF_HEAP = 128L << 20;

    private ComputerMemory() {}

    /** This computer's, or less where a control group limits the process. */
    public static long total() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** How large the heap may become. */
    public static long largestHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}
