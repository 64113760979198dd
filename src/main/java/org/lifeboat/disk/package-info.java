/**
 * What a restored disk image holds: partitions, and the files of ext2, ext3 and ext4, read without
 * a mount and without root. Images are never written and never trusted.
 *
 * <pre>{@code
 * try (ImageFile image = ImageFile.open(path)) {
 *     if (DiskImage.look(image) instanceof DiskContent.Volume volume
 *             && volume.kind() == FileSystemKind.EXT) {
 *         Ext4 files = Ext4.open(volume.source());
 *         Entry home = files.find("home/user").orElseThrow();
 *         TreeCopier copier = new TreeCopier(files, CopyOptions.PORTABLE);
 *         copier.copy(List.of(home), folder, new CopyProgress(), new Cancellation());
 *     }
 * }
 * }</pre>
 */
package org.lifeboat.disk;
