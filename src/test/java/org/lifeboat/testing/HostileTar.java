package org.lifeboat.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Writes a tar member by member, every field of its headers open to edits; also what no tar program
 * writes.
 */
public final class HostileTar {

    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    public HostileTar file(String name, byte[] content) {
        return member(name, '0', content, header -> header);
    }

    public HostileTar folder(String name) {
        return member(name, '5', new byte[0], header -> header.mode(0700));
    }

    public HostileTar symbolicLink(String name, String target) {
        return member(name, '2', new byte[0], header -> header.linkTo(target));
    }

    public HostileTar hardLink(String name, String target) {
        return member(name, '1', new byte[0], header -> header.linkTo(target));
    }

    /** Any member; long names get GNU's extension. */
    public HostileTar member(
            String name, char type, byte[] content, UnaryOperator<TarHeaderBlock> edit) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            member("././@LongLink", 'L', (name + "\0").getBytes(StandardCharsets.UTF_8), h -> h);
        }
        header(edit.apply(new TarHeaderBlock(name, type, content.length)));
        return padded(content);
    }

    /** A pax header for the next member; keys and values in turn. */
    public HostileTar pax(String... keysAndValues) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            byte[] record =
                    (" " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            int length = record.length + 1;
            while (record.length + String.valueOf(length).length() != length) {
                length++;
            }
            records.writeBytes(String.valueOf(length).getBytes(StandardCharsets.US_ASCII));
            records.writeBytes(record);
        }
        return member("PaxHeaders/x", 'x', records.toByteArray(), TarHeaderBlock::posix);
    }

    /**
     * A member in the old GNU sparse format.
     *
     * @param map offset and length of each extent in turn
     * @param stored the data of all extents
     */
    public HostileTar sparse(String name, long realSize, long[] map, byte[] stored) {
        int inHeader = Math.min(8, map.length);
        TarHeaderBlock header = new TarHeaderBlock(name, 'S', stored.length);
        for (int i = 0; i < inHeader; i++) {
            header.number(TarHeaderBlock.SPARSE_MAP_FIELD + 12 * i, map[i]);
        }
        header.number(TarHeaderBlock.REAL_SIZE_FIELD, realSize);
        header.bytes(482, new byte[] {(byte) (map.length > 8 ? 1 : 0)});
        header(header);
        for (int at = 8; at < map.length; at += 42) {
            int count = Math.min(42, map.length - at);
            byte[] extension = new byte[BLOCK];
            for (int i = 0; i < count; i++) {
                byte[] number = "%011o\0".formatted(map[at + i]).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(number, 0, extension, 12 * i, 12);
            }
            extension[504] = (byte) (at + count < map.length ? 1 : 0);
            raw(extension);
        }
        return padded(stored);
    }

    public HostileTar header(TarHeaderBlock header) {
        return raw(header.finished());
    }

    public HostileTar raw(byte[] bytes) {
        tar.writeBytes(bytes);
        return this;
    }

    private HostileTar padded(byte[] content) {
        return raw(content).raw(new byte[-content.length & BLOCK - 1]);
    }

    /** What there is so far, without an end. */
    public byte[] unfinished() {
        return tar.toByteArray();
    }

    /** With the two zero blocks, padded to 10 KiB. */
    public byte[] finished() {
        raw(new byte[2 * BLOCK]);
        return raw(new byte[(RECORD - tar.size() % RECORD) % RECORD]).unfinished();
    }
}
