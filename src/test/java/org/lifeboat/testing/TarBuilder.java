package org.lifeboat.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds tars block by block, impossible ones too. Headers are GNU's; nothing ends the tar but
 * {@link #end}.
 */
public final class TarBuilder {

    public static final int BLOCK = 512;

    private static final int LARGEST_OCTAL_DIGITS = 11;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /** A regular file with its data. */
    public TarBuilder file(String name, byte[] data) {
        return header('0', name, data.length, "").data(data);
    }

    public TarBuilder file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public TarBuilder folder(String name) {
        return header('5', name, 0, "");
    }

    public TarBuilder symbolicLink(String name, String target) {
        return header('2', name, 0, target);
    }

    public TarBuilder hardLink(String name, String target) {
        return header('1', name, 0, target);
    }

    /** A header alone; its data, if any, has to follow. */
    public TarBuilder header(char type, String name, long size, String linkName) {
        tar.writeBytes(headerBlock(type, name, size, linkName));
        return this;
    }

    /** An entry of the outer file: as a tar of its own writes it, with its end. */
    public TarBuilder entry(String name, byte[] data) {
        return file(name, data).end();
    }

    /** Data and the padding to the next block. */
    public TarBuilder data(byte[] data) {
        tar.writeBytes(data);
        tar.writeBytes(new byte[-data.length & BLOCK - 1]);
        return this;
    }

    /** GNU's way to name what follows, for names of more than 100 bytes. */
    public TarBuilder longName(String name) {
        return extension('L', name + '\0');
    }

    /**
     * A pax header for what follows.
     *
     * @param namesAndValues {@code "path", "vm1/private.img", "size", "3"}
     */
    public TarBuilder pax(String... namesAndValues) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            records.append(paxRecord(namesAndValues[i], namesAndValues[i + 1]));
        }
        return extension('x', records.toString());
    }

    private static String paxRecord(String name, String value) {
        String rest = " " + name + "=" + value + "\n";
        int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
        int length = bytes + 1;
        while (String.valueOf(length).length() + bytes != length) {
            length++;
        }
        return length + rest;
    }

    private TarBuilder extension(char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return header(type, "././@LongLink", bytes.length, "").data(bytes);
    }

    /**
     * An old GNU sparse file (GNU tar manual, "Old GNU Format").
     *
     * @param extents offset and length of each, in bytes
     */
    public TarBuilder sparse(String name, long size, long[][] extents, byte[] data) {
        byte[] block = headerBlock('S', name, data.length, "");
        putNumber(block, 483, 12, size);
        boolean extended = extents.length > 4;
        block[482] = (byte) (extended ? 1 : 0);
        putExtents(block, 386, Arrays.copyOf(extents, Math.min(4, extents.length)));
        tar.writeBytes(withChecksum(block));
        for (int at = 4; at < extents.length; at += 21) {
            byte[] more = new byte[BLOCK];
            int end = Math.min(at + 21, extents.length);
            putExtents(more, 0, Arrays.copyOfRange(extents, at, end));
            more[504] = (byte) (end < extents.length ? 1 : 0);
            tar.writeBytes(more);
        }
        return data(data);
    }

    private static void putExtents(byte[] block, int offset, long[][] extents) {
        for (int i = 0; i < extents.length; i++) {
            putNumber(block, offset + i * 24, 12, extents[i][0]);
            putNumber(block, offset + i * 24 + 12, 12, extents[i][1]);
        }
    }

    public TarBuilder bytes(byte[] bytes) {
        tar.writeBytes(bytes);
        return this;
    }

    /** Two zero blocks. */
    public TarBuilder end() {
        return bytes(new byte[2 * BLOCK]);
    }

    public int length() {
        return tar.size();
    }

    public byte[] toByteArray() {
        return tar.toByteArray();
    }

    private static byte[] headerBlock(char type, String name, long size, String linkName) {
        byte[] block = new byte[BLOCK];
        putText(block, 0, 100, name);
        putNumber(block, 100, 8, 0644);
        putNumber(block, 108, 8, 0);
        putNumber(block, 116, 8, 0);
        putNumber(block, 124, 12, size);
        putNumber(block, 136, 12, 1451649600L);
        block[156] = (byte) type;
        putText(block, 157, 100, linkName);
        putText(block, 257, 8, "ustar  ");
        return withChecksum(block);
    }

    private static void putText(byte[] block, int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
    }

    /** Octal if it fits, else base-256; negative numbers are base-256, too. */
    private static void putNumber(byte[] block, int offset, int length, long number) {
        String octal = Long.toOctalString(number);
        int digits = length - 1;
        if (number >= 0 && octal.length() <= Math.min(digits, LARGEST_OCTAL_DIGITS)) {
            putText(block, offset, length, "0".repeat(digits - octal.length()) + octal);
            return;
        }
        Arrays.fill(block, offset, offset + length, (byte) (number < 0 ? 0xff : 0));
        ByteBuffer.wrap(block).putLong(offset + length - 8, number);
        block[offset] |= (byte) 0x80;
    }

    private static byte[] withChecksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        putText(block, 148, 8, "%06o\0 ".formatted(sum));
        return block;
    }
}
