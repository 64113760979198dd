package org.lifeboat.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings all that was written to a file system to its disk in one call (Linux, syncfs(2)). Ten
 * thousand small files take twenty times as long one by one.
 */
public final class FileSystemSync {

    /** Setting the call up takes as long as this many small files one by one. */
    public static final int WORTH_IT = 200;

    private static final int READ_ONLY = 0;

    private FileSystemSync() {}

    /**
     * Whether it can be done for this folder's file system. Those that a program serves (FUSE, as
     * NTFS often is) never see the call, so their files have to be synced one by one.
     */
    public static boolean isThere(Path folder) {
        try {
            return OperatingSystem.CURRENT == OperatingSystem.LINUX
                    && !Files.getFileStore(folder).type().startsWith("fuse");
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * @param folder any of the file system's
     * @throws IOException if something could not be written
     */
    public static void sync(Path folder) throws IOException {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
            MemorySegment path = arena.allocateFrom(folder.toAbsolutePath().toString(), names);
            int descriptor = (int) Functions.OPEN.invokeExact(path, READ_ONLY);
            if (descriptor < 0) {
                throw new IOException("cannot open " + folder);
            }
            result = (int) Functions.SYNCFS.invokeExact(descriptor);
            int unused = (int) Functions.CLOSE.invokeExact(descriptor);
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        if (result != 0) {
            throw new IOException("cannot write to the disk of " + folder);
        }
    }

    /** Of the C library, looked up when they are first needed. */
    private static final class Functions {
        private static final MethodHandle OPEN =
                handle(
                        "open",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        private static final MethodHandle SYNCFS =
                handle("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        private static final MethodHandle CLOSE =
                handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        @SuppressWarnings("restricted")
        private static MethodHandle handle(
                String name, FunctionDescriptor descriptor, Linker.Option... options) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            return linker.downcallHandle(library.findOrThrow(name), descriptor, options);
        }
    }
}
