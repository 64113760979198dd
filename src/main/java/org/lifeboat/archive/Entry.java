package org.lifeboat.archive;

/**
 * One file of the outer tar.
 *
 * @param name as the outer file has it; not authenticated
 * @param offset where its data begins, in bytes from the start of the backup
 * @param size bytes of data, as its header says
 * @param present bytes of data that are there: fewer than {@code size} where the backup is cut off
 */
public record Entry(String name, long offset, long size, long present) {

    public boolean isCutOff() {
        return present < size;
    }
}
