/**
 * <b>Step 8:</b> the files of ext2, ext3 and ext4, read without a mount and without root from any
 * {@link BlockSource}. From the outside in:
 *
 * <ul>
 *   <li>{@link Ext4} opens a file system, {@link TreeWalk} goes through it
 *   <li>{@code Superblock}, {@code Groups}, {@code Inodes}: where everything lies
 *   <li>{@code ExtentTree}, {@code IndirectBlocks}: where a file's blocks lie
 *   <li>{@code FolderBlock}: the names in a folder
 *   <li>{@code Journal}, {@code FastCommits}: the newest changes of a VM that was not shut down,
 *       applied in memory
 * </ul>
 *
 * <p>Whatever an image says may be a lie: every number is checked before it is used, every loop has
 * an end, and nothing is allocated by a claimed size.
 */
package org.lifeboat.disk.ext4;
