package org.lifeboat.archive;

import org.lifeboat.problem.Term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** What a file is that is not a backup, by its first bytes, so that a person can be told. */
public enum FileKind implements Term {
    EMPTY,
    /** A pipe, a socket or a device that has no size. */
    NO_FILE,
    ZIP(0, 'P', 'K', 3, 4),
    GZIP(0, 0x1f, 0x8b),
    BZIP2(0, 'B', 'Z', 'h'),
    XZ(0, 0xfd, '7', 'z', 'X', 'Z'),
    SEVEN_ZIP(0, '7', 'z', 0xbc, 0xaf),
    ZSTD(0, 0x28, 0xb5, 0x2f, 0xfd),
    RAR(0, 'R', 'a', 'r', '!'),
    PDF(0, '%', 'P', 'D', 'F'),
    PICTURE_PNG(0, 0x89, 'P', 'N', 'G'),
    PICTURE_JPEG(0, 0xff, 0xd8, 0xff),
    OPENSSL(0, 'S', 'a', 'l', 't', 'e', 'd', '_', '_'),
    SCRYPT(0, 's', 'c', 'r', 'y', 'p', 't', 0),
    LUKS(0, 'L', 'U', 'K', 'S'),
    PROGRAM_ELF(0, 0x7f, 'E', 'L', 'F'),
    PROGRAM_WINDOWS(0, 'M', 'Z'),
    TAR(257, 'u', 's', 't', 'a', 'r'),
    EXT4(1080, 0x53, 0xef),
    DISK(510, 0x55, 0xaa),
    ISO(32769, 'C', 'D', '0', '0', '1'),
    UNKNOWN;

    private static final int START = 40 * 1024;

    private final int offset;
    private final byte[] magic;

    FileKind(int... offsetAndMagic) {
        offset = offsetAndMagic.length == 0 ? 0 : offsetAndMagic[0];
        magic = new byte[Math.max(0, offsetAndMagic.length - 1)];
        for (int i = 0; i < magic.length; i++) {
            magic[i] = (byte) offsetAndMagic[i + 1];
        }
    }

    public static FileKind of(Source source) throws IOException {
        if (source.size() == 0) {
            return EMPTY;
        }
        byte[] start = new byte[(int) Math.min(START, source.size())];
        source.read(0, ByteBuffer.wrap(start));
        return of(start);
    }

    /**
     * @param start a file's first bytes, some ten thousand at best
     */
    public static FileKind of(byte[] start) {
        return Arrays.stream(values())
                .filter(kind -> kind.magic.length > 0 && kind.matches(start))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private boolean matches(byte[] start) {
        int end = offset + magic.length;
        return end <= start.length && Arrays.equals(start, offset, end, magic, 0, magic.length);
    }

    @Override
    public String key() {
        return "filekind." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
