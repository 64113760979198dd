package org.lifeboat.disk.ext4;

import java.util.Arrays;

/** Numbers by block numbers, in as little memory as possible. */
final class LongMap {

    /** What stands for no value. */
    static final long NONE = -1;

    private long[] keys = new long[256];
    private long[] values = new long[256];
    private int size;

    int size() {
        return size;
    }

    /**
     * @param key not negative
     */
    void put(long key, long value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            size++;
        }
        keys[slot] = key + 1;
        values[slot] = value;
    }

    long get(long key) {
        int slot = slot(key);
        return keys[slot] == 0 ? NONE : values[slot];
    }

    /** All keys, rising. */
    long[] keys() {
        long[] all = Arrays.stream(keys).filter(key -> key != 0).map(key -> key - 1).toArray();
        Arrays.sort(all);
        return all;
    }

    private int slot(long key) {
        int slot = (int) (key * 0x9e3779b97f4a7c15L >>> 40) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key + 1) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i] - 1);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
