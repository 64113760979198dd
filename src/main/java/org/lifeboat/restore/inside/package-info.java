/**
 * A VM's disk read where it lies in the backup, as a {@link org.lifeboat.disk.ext4.BlockSource},
 * without an image of it anywhere. The way of a read:
 *
 * <pre>
 * InsideDisk:      which bytes of the tar are these?      ExtentIndex; holes are zeros
 * DecodedTar:      decoded not long ago?                  then that is the answer
 * TarStreams:      else from the nearest place that the compressor can be entered at
 * DecryptedArchive:    the decrypted stream from there
 * AuthenticChunks:     bytes of chunks that are authentic, from memory or checked once more
 * </pre>
 *
 * Reading forward goes only as far as it was asked to. What was passed leaves checkpoints, so that
 * it is never decoded from the start again. What damage interrupted is taken up behind it as a
 * restore does ({@link org.lifeboat.restore.salvage}), but for the writing: PiecesBehind finds
 * where pieces of the tar lie, and from then on they are read as the rest is.
 */
package org.lifeboat.restore.inside;
