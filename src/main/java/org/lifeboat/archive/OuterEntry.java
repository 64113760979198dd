package org.lifeboat.archive;

/**
 * One file of the outer tar.
 *
 * @param name as the outer file has it; not authenticated
 * @param offset where its data begins, in bytes from the start of the backup
 * @param size bytes of data that are there
 * @param isCutOff whether its header promises more than there is
 */
public record OuterEntry(String name, long offset, long size, boolean isCutOff) {}
