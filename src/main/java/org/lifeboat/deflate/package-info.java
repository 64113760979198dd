/**
 * RFC 1951 at block level: decoding from any block on, checkpoints to go on from, and finding the
 * next block in the middle of a stream; with the containers gzip and zlib. Knows nothing of
 * backups.
 *
 * <pre>{@code
 * try (GzipInputStream gzip = new GzipInputStream(compressed)) {
 *     gzip.takeCheckpoints(4 << 20, checkpoint -> keep(checkpoint.toBytes()));
 *     gzip.transferTo(out);
 * }
 * Checkpoint checkpoint = Checkpoint.of(kept);
 * compressed.position(checkpoint.bytePosition());
 * GzipInputStream rest = GzipInputStream.from(checkpoint, compressed);
 * }</pre>
 */
package org.lifeboat.deflate;
