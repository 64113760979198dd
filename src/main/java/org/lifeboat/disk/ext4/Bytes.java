package org.lifeboat.disk.ext4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned numbers in byte arrays: ext4's are little-endian, the journal's big-endian. */
final class Bytes {

    private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    private static VarHandle view(Class<?> array, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(array, order);
    }

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORT_LE.get(bytes, at) & 0xffff;
    }

    static int i32(byte[] bytes, int at) {
        return (int) INT_LE.get(bytes, at);
    }

    static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong((int) INT_LE.get(bytes, at));
    }

    static long i64(byte[] bytes, int at) {
        return (long) LONG_LE.get(bytes, at);
    }

    static int u16be(byte[] bytes, int at) {
        return (short) SHORT_BE.get(bytes, at) & 0xffff;
    }

    static int i32be(byte[] bytes, int at) {
        return (int) INT_BE.get(bytes, at);
    }

    static long u32be(byte[] bytes, int at) {
        return Integer.toUnsignedLong((int) INT_BE.get(bytes, at));
    }

    static byte[] le32(int number) {
        byte[] bytes = new byte[4];
        INT_LE.set(bytes, 0, number);
        return bytes;
    }

    static byte[] be32(int number) {
        byte[] bytes = new byte[4];
        INT_BE.set(bytes, 0, number);
        return bytes;
    }

    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
