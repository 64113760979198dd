package org.lifeboat.disk.ext4;

/** A set of inode numbers or hashes, in as little memory as possible. 0 cannot be in it. */
public final class IntSet {

    private int[] slots = new int[64];
    private int size;

    /**
     * @return whether it was not in the set before
     */
    public boolean add(int number) {
        if (size * 2 >= slots.length) {
            grow();
        }
        return put(number);
    }

    private boolean put(int number) {
        int slot = slot(number);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = number;
        size++;
        return true;
    }

    public boolean contains(int number) {
        return slots[slot(number)] != 0;
    }

    private int slot(int number) {
        int slot = number * 0x9e3779b9 >>> 5 & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        size = 0;
        for (int number : old) {
            if (number != 0) {
                put(number);
            }
        }
    }
}
