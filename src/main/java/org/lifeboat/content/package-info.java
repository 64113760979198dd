/**
 * Steps 6 and 7: one archive's plaintext is decompressed, its tar is read, and its members are put
 * in place.
 *
 * <ol>
 *   <li>{@link org.lifeboat.content.DecompressingInputStream} or, in format 2, {@link
 *       org.lifeboat.content.TarVolumesInputStream} gives the tar;
 *   <li>{@link org.lifeboat.content.TarReader} gives its members, each with its {@link
 *       org.lifeboat.content.SparseMap};
 *   <li>{@link org.lifeboat.content.ArchiveExtractor} checks that their names belong to the archive
 *       ({@link org.lifeboat.content.MemberNames}) and are safe;
 *   <li>{@link org.lifeboat.content.FolderSink} writes them as {@code NAME.incomplete} and gives
 *       them their names when all of it was good.
 * </ol>
 *
 * A stream that does not end as it must, or a member that is not the archive's own, ends the
 * archive.
 */
package org.lifeboat.content;
