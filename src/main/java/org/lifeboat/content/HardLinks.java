package org.lifeboat.content;

import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Further names of a file; on drives that have no hard links (exFAT), copies of it. */
final class HardLinks {

    private static final int PIECE = 64 * 1024;

    private final Linker linker;

    /** Gives a file another name. */
    @FunctionalInterface
    interface Linker {
        void link(Path made, Path existing) throws IOException;
    }

    HardLinks(Linker linker) {
        this.linker = linker;
    }

    /**
     * @param size of the file in bytes
     * @throws FileAlreadyExistsException if anything has that name
     */
    void make(Path made, Path existing, long size) throws IOException {
        try {
            linker.link(made, existing);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | RuntimeException noHardLinks) {
            // Systems say so in many ways, and a drive that is full or broken says it again.
            copy(made, existing, size);
        }
    }

    /** What is nothing but zeros becomes a hole, as it most often was one. */
    private static void copy(Path made, Path existing, long size) throws IOException {
        OutputFile copy = new OutputFile(made, size);
        try (InputStream in = Files.newInputStream(existing)) {
            byte[] piece = new byte[PIECE];
            long at = 0;
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (!Tar.isZero(piece, 0, count)) {
                    copy.write(at, piece, count);
                }
                at += count;
            }
            copy.complete();
        } finally {
            copy.close();
        }
    }
}
