package org.lifeboat.crypto;

import org.lifeboat.local.OperatingSystem;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Memory outside the heap, in huge pages where the system grants them (Linux, madvise(2)). scrypt
 * reads a gigabyte in random order, and looking up small pages would take a third of its time.
 */
final class HugePages {

    /** Cache lines. */
    private static final int ALIGNMENT = 64;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final long MAP_FAILED = -1;

    private HugePages() {}

    /** The three functions of the C library. */
    private record Functions(MethodHandle map, MethodHandle advise, MethodHandle unmap) {
        @SuppressWarnings("restricted")
        private static Optional<Functions> find() {
            // Elsewhere the numbers above mean other things.
            if (OperatingSystem.CURRENT != OperatingSystem.LINUX) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            return Optional.of(
                    new Functions(
                            linker.downcallHandle(
                                    library.findOrThrow("mmap"),
                                    FunctionDescriptor.of(
                                            ValueLayout.ADDRESS,
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG,
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_LONG)),
                            linker.downcallHandle(
                                    library.findOrThrow("madvise"),
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG,
                                            ValueLayout.JAVA_INT)),
                            linker.downcallHandle(
                                    library.findOrThrow("munmap"),
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG))));
        }
    }

    private static final Optional<Functions> FUNCTIONS = Functions.find();

    /**
     * @param arena frees it
     * @param size in bytes
     * @throws OutOfMemoryError if the system does not give so much
     */
    static MemorySegment allocate(Arena arena, long size) {
        return FUNCTIONS
                .map(functions -> map(functions, arena, size))
                .orElseGet(() -> arena.allocate(size, ALIGNMENT));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment map(Functions functions, Arena arena, long size) {
        try {
            MemorySegment mapped =
                    (MemorySegment)
                            functions
                                    .map()
                                    .invokeExact(
                                            MemorySegment.NULL,
                                            size,
                                            PROT_READ_WRITE,
                                            MAP_PRIVATE_ANONYMOUS,
                                            -1,
                                            0L);
            if (mapped.address() == MAP_FAILED) {
                throw new OutOfMemoryError("mmap");
            }
            // A wish: where it is refused, small pages do as well.
            int unused = (int) functions.advise().invokeExact(mapped, size, MADV_HUGEPAGE);
            return mapped.reinterpret(size, arena, segment -> unmap(functions, segment, size));
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void unmap(Functions functions, MemorySegment segment, long size) {
        try {
            int unused = (int) functions.unmap().invokeExact(segment, size);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
