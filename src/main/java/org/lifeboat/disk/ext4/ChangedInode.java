package org.lifeboat.disk.ext4;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What fast commits make of one inode, as Linux replays them ({@code ext4_fc_replay_inode} and its
 * neighbours): all its fields but the block map, whose ranges are told one by one.
 */
final class ChangedInode {

    private static final int EXTENT_MAGIC = 0xf30a;
    private static final int EXTENT_ROOM = 4;

    private Optional<byte[]> bytes = Optional.empty();
    private boolean isNew;

    /** By their first block in the file; none overlaps another. */
    private final TreeMap<Long, BlockRun> ranges = new TreeMap<>();

    /** An inode of another generation is another file. */
    void replace(byte[] newest) {
        if (bytes.isPresent() && generation(bytes.get()) != generation(newest)) {
            ranges.clear();
            isNew = true;
        }
        bytes = Optional.of(newest);
    }

    /** What the disk has in its place is no more. */
    void isNew() {
        isNew = true;
    }

    /** Puts a range over those that are there. */
    void map(BlockRun range) {
        Map.Entry<Long, BlockRun> below = ranges.lowerEntry(range.logical());
        if (below != null && below.getValue().end() > range.logical()) {
            BlockRun cut = below.getValue();
            ranges.put(cut.logical(), cut.between(cut.logical(), range.logical()));
            keepBehind(cut, range.end());
        }
        Map.Entry<Long, BlockRun> covered = ranges.ceilingEntry(range.logical());
        while (covered != null && covered.getKey() < range.end()) {
            ranges.remove(covered.getKey());
            keepBehind(covered.getValue(), range.end());
            covered = ranges.ceilingEntry(range.logical());
        }
        ranges.put(range.logical(), range);
    }

    private void keepBehind(BlockRun run, long end) {
        if (run.end() > end) {
            ranges.put(end, run.between(end, run.end()));
        }
    }

    /** Whether the block map that the disk has is this file's. */
    boolean keepsMapOf(byte[] stored) {
        boolean isOther = bytes.isPresent() && generation(bytes.get()) != generation(stored);
        return !isNew && !isOther;
    }

    private static int generation(byte[] bytes) {
        return Bytes.i32(bytes, Inode.GENERATION);
    }

    /**
     * @param stored all bytes that the disk has for the inode
     */
    byte[] applyTo(byte[] stored) {
        byte[] merged = stored.clone();
        if (bytes.isEmpty()) {
            return merged;
        }
        byte[] newest = bytes.get();
        int end = Math.min(newest.length, merged.length);
        System.arraycopy(newest, 0, merged, 0, end);
        Inode inode = new Inode(0, merged, 0, Integrity.GOOD);
        boolean hasMap = inode.hasExtents() || inode.kind() == EntryKind.FILE && !inode.isInline();
        if (hasMap) {
            System.arraycopy(
                    keepsMapOf(stored) ? stored : new byte[stored.length],
                    Inode.BLOCK_MAP,
                    merged,
                    Inode.BLOCK_MAP,
                    Inode.BLOCK_MAP_LENGTH);
            if (inode.hasExtents() && Bytes.u16(merged, Inode.BLOCK_MAP) != EXTENT_MAGIC) {
                makeEmptyTree(merged);
            }
        }
        return merged;
    }

    private static void makeEmptyTree(byte[] inode) {
        int end = Inode.BLOCK_MAP + Inode.BLOCK_MAP_LENGTH;
        Arrays.fill(inode, Inode.BLOCK_MAP, end, (byte) 0);
        inode[Inode.BLOCK_MAP] = (byte) EXTENT_MAGIC;
        inode[Inode.BLOCK_MAP + 1] = (byte) (EXTENT_MAGIC >> 8);
        inode[Inode.BLOCK_MAP + 4] = EXTENT_ROOM;
    }

    /** The file's runs with the ranges over them. */
    BlockRuns over(BlockRuns stored, Blocks blocks) {
        return ranges.isEmpty() ? stored : new ChangedRuns(stored, ranges.values(), blocks);
    }
}
