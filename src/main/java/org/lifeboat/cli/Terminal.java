package org.lifeboat.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Whether a standard stream is a terminal: Java itself can only tell for input and output together.
 */
final class Terminal {

    private Terminal() {}

    /**
     * @param descriptor 0, 1 or 2
     */
    @SuppressWarnings("restricted")
    static boolean isTerminal(int descriptor) {
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
