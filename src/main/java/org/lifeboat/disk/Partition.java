package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;

/**
 * @param number as Linux counts them, from 1; logical ones of an MBR from 5
 * @param name as a GPT has it, else empty; any text
 * @param start in bytes
 */
public record Partition(
        int number, String name, long start, BlockSource source, FileSystemKind kind) {}
