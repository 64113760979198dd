/**
 * What damage leaves of an archive (steps 5 to 7, for what failed in step 4). A chunk that is not
 * authentic ends a segment of the archive's stream; the next one begins at the next authentic chunk
 * and is taken up again layer by layer: cipher, compressor, tar, sparse map, image.
 *
 * <p>PiecePlaces finds where pieces of the stream belong; ImageSalvage writes them there, and a
 * disk that is read inside its backup learns it. MemberSalvage finds files by their headers.
 */
package org.lifeboat.restore.salvage;
