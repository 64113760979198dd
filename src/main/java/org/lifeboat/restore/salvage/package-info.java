/**
 * What damage leaves of an archive (steps 5 to 7, for what failed in step 4). A chunk that is not
 * authentic ends a segment of the archive's stream; the next one begins at the next authentic chunk
 * and is taken up again layer by layer: cipher, compressor, tar, sparse map, image.
 */
package org.lifeboat.restore.salvage;
