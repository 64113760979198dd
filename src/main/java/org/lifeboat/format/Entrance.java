package org.lifeboat.format;

import org.lifeboat.content.Bzip2BlockInputStream;
import org.lifeboat.content.TarVolumesInputStream;
import org.lifeboat.deflate.Checkpoint;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place at which an archive's tar can be entered, with all that is needed for it but the chunks
 * from there on.
 *
 * @param tarPosition of the first byte of the tar that comes then
 * @param chunk whose beginning it is, where each chunk is decoded by itself
 * @param joined where the bytes begin that are needed, among those that all chunks decode to
 * @param stream of the first byte that is decompressed, in the decrypted stream
 * @param start the first bytes of the joined chunks, where these hold a salt
 * @param derivation the digest that the key was derived with; empty if there is none
 */
public record Entrance(
        long tarPosition,
        OptionalInt chunk,
        long joined,
        long stream,
        byte[] start,
        String derivation,
        Optional<Checkpoint> gzip,
        Optional<Bzip2BlockInputStream.Entrance> bzip2,
        Optional<TarVolumesInputStream.Place> volume) {

    /** Of a volume that goes on with a member. */
    static Entrance ofVolume(int chunk, TarVolumesInputStream.Place place) {
        return new Entrance(
                place.position(),
                OptionalInt.of(chunk),
                0,
                0,
                new byte[0],
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(place));
    }
}
