/**
 * <b>Step 8:</b> what a restored disk image is, before any file in it is read: one file system, a
 * table of partitions, or nothing but zeros. Images are never written and never trusted.
 *
 * <ul>
 *   <li>{@code disk}: {@link DiskImage} looks, {@link DiskContent} says what is there
 *   <li>{@code disk.ext4}: the files of ext2, ext3 and ext4
 *   <li>{@code disk.copy}: copying them out
 * </ul>
 *
 * <pre>{@code
 * try (ImageFile image = ImageFile.open(path)) {
 *     if (DiskImage.look(image) instanceof DiskContent.Volume volume
 *             && volume.kind() == FileSystemKind.EXT) {
 *         Ext4 files = Ext4.open(volume.source());
 *         FolderEntry home = files.find("home/user").orElseThrow();
 *         TreeCopier copier = new TreeCopier(files, CopyOptions.PORTABLE);
 *         copier.copy(List.of(home), folder, new CopyProgress(), new Cancellation());
 *     }
 * }
 * }</pre>
 */
package org.lifeboat.disk;
