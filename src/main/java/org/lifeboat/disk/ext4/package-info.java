/**
 * <b>Step 8:</b> the files of ext2, ext3 and ext4, read without a mount and without root from any
 * {@link BlockSource}. From the outside in:
 *
 * <ul>
 *   <li>{@link Ext4} opens a file system, {@link TreeWalk} goes through it, {@link FolderEntry} and
 *       {@link FileContent} are what is in it
 *   <li>{@code Superblock}, {@code SuperblockCopies}, {@code Groups}, {@code Inodes}: where
 *       everything lies
 *   <li>{@code FileContent}, {@code ExtentCursor} over {@code ExtentTree}, {@code IndirectBlocks}
 *       or {@code InlineContent}: a file's bytes, from the map of its blocks
 *   <li>{@code FolderEntries} over {@code FolderBlocks} and {@code FolderBlock}: the names in a
 *       folder
 *   <li>{@code Journal} ({@code JournalScan}, {@code JournalRevocations}, {@code JournalReplay}),
 *       then {@code FastCommits}: the newest changes of a VM that was not shut down, applied in
 *       memory
 *   <li>{@code FileStates}, {@code LostFound}, {@code NamelessInodes}: what damage left, and names
 *       for what lost its own
 *   <li>{@link PlaceSearch} and the {@code ...Witness} classes: where bytes belong that lost their
 *       place
 *   <li>{@code Blocks}, {@code Bytes}, {@code Crc}, {@code IntSet}, {@code LongMap}: what all of
 *       them stand on
 * </ul>
 *
 * <p>Whatever an image says may be a lie: every number is checked before it is used, every loop has
 * an end, and nothing is allocated by a claimed size.
 */
package org.lifeboat.disk.ext4;
