package org.lifeboat.disk;

/** A set of inode numbers, in as little memory as possible. */
final class InodeSet {

    private int[] slots = new int[1024];
    private int size;

    /**
     * @return whether it was not in the set before
     */
    boolean add(long inode) {
        if (size * 2 >= slots.length) {
            grow();
        }
        return put((int) inode);
    }

    private boolean put(int inode) {
        int slot = inode * 0x9e3779b9 >>> 7 & slots.length - 1;
        while (slots[slot] != 0) {
            if (slots[slot] == inode) {
                return false;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = inode;
        size++;
        return true;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        size = 0;
        for (int inode : old) {
            if (inode != 0) {
                put(inode);
            }
        }
    }
}
