package org.lifeboat.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import org.lifeboat.deflate.GzipInputStream;
import org.lifeboat.deflate.ZlibInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The compressors that Qubes' {@code compression-filter} may name, and the bytes that the output of
 * each begins with.
 */
public enum Compression {
    GZIP(Set.of("gzip", "pigz", "zlib"), 0x1f, 0x8b, 8),
    BZIP2(Set.of("bzip2", "pbzip2", "lbzip2"), 'B', 'Z', 'h'),
    XZ(Set.of("xz", "pixz", "pxz"), 0xfd, '7', 'z', 'X', 'Z', 0),
    ZSTD(Set.of("zstd", "zstdmt", "pzstd"), 0x28, 0xb5, 0x2f, 0xfd) {
        /** pzstd puts a skippable frame before each other one (RFC 8878, 3.1.2). */
        @Override
        public boolean matches(byte[] start) {
            return super.matches(start)
                    || start.length >= 4
                            && (start[0] & 0xf0) == 0x50
                            && start[1] == 0x2a
                            && start[2] == 0x4d
                            && start[3] == 0x18;
        }
    },
    /**
     * Its magic is weak, so it is looked for last: usual properties, then a dictionary size with 16
     * zero bits.
     */
    LZMA(Set.of("lzma"), 0x5d, 0, 0),
    /**
     * What {@code openssl enc -z} writes (RFC 1950). Never looked for: its first two bytes are a
     * number that 31 divides, and their first says 32 KiB of window.
     */
    ZLIB(Set.of()) {
        @Override
        public boolean matches(byte[] start) {
            return start.length >= 2
                    && start[0] == 0x78
                    && ((start[0] & 0xff) << 8 | start[1] & 0xff) % 31 == 0;
        }
    };

    /** What {@link #of} and {@link #matches} need to see. */
    public static final int MAGIC_LENGTH = 6;

    /** xz -9 needs 65 MiB; what needs more than this was not written by a backup. */
    public static final int XZ_MEMORY_KIB = 256 * 1024;

    private final Set<String> programs;
    private final byte[] magic;

    Compression(Set<String> programs, int... magic) {
        this.programs = programs;
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    /** By a command line, {@code gzip -3}. */
    public static Optional<Compression> ofFilter(String commandLine) {
        String command = commandLine.strip().split("\\s+")[0];
        String program = command.substring(command.lastIndexOf('/') + 1);
        return Arrays.stream(values())
                .filter(compression -> compression.programs.contains(program))
                .findFirst();
    }

    /** By the first bytes of what was compressed. */
    public static Optional<Compression> of(byte[] start) {
        return Arrays.stream(values())
                .filter(compression -> compression != ZLIB && compression.matches(start))
                .findFirst();
    }

    public boolean matches(byte[] start) {
        return start.length >= magic.length
                && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** The program's name, for people. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Opens all of the stream: members or frames that follow each other are one, and nothing else
     * may follow.
     *
     * @param compressed buffered by the caller, who can tell then whether something is left of it
     */
    InputStream open(InputStream compressed) throws IOException {
        return switch (this) {
            case GZIP -> new GzipInputStream(compressed);
            case BZIP2 -> new Bzip2InputStream(compressed);
            case XZ -> new XZInputStream(compressed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStreamNoFinalizer(compressed);
            case LZMA -> new LZMAInputStream(compressed, XZ_MEMORY_KIB);
            case ZLIB -> new ZlibInputStream(compressed);
        };
    }
}
