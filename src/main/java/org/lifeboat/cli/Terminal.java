package org.lifeboat.cli;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a standard stream is a terminal: Java itself can only tell for input and output together.
 */
final class Terminal {

    private Terminal() {}

    /**
     * @param descriptor 0, 1 or 2
     */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd").resolve(Integer.toString(descriptor));
        if (Files.isSymbolicLink(link)) {
            return leadsToTerminal(link);
        }
        return isatty(descriptor);
    }

    /** Linux says where a descriptor leads, for a tenth of the price of a native call's set-up. */
    private static boolean leadsToTerminal(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.startsWith("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }

    @SuppressWarnings("restricted")
    private static boolean isatty(int descriptor) {
        try {
            Linker linker = Linker.nativeLinker();
            var isatty =
                    linker.defaultLookup()
                            .find("isatty")
                            .or(() -> linker.defaultLookup().find("_isatty"));
            if (isatty.isEmpty()) {
                return false;
            }
            MethodHandle call =
                    linker.downcallHandle(
                            isatty.get(),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) call.invokeExact(descriptor) != 0;
        } catch (Throwable unknown) {
            return false;
        }
    }
}
