package org.lifeboat.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One chunk (or the header) with the HMAC that stands behind it.
 *
 * @param name in the outer file
 * @param hmac the content of its {@code .hmac} entry
 */
public record Part(String name, byte[] bytes, Optional<String> hmac) {

    public Part named(String other) {
        return new Part(other, bytes, hmac);
    }

    public Part withBytes(byte[] others) {
        return new Part(name, others, hmac);
    }

    public Part withHmac(String other) {
        return new Part(name, bytes, Optional.of(other));
    }

    public Part withoutHmac() {
        return new Part(name, bytes, Optional.empty());
    }

    /** One bit of the middle byte is changed. */
    public Part flipped() {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 4;
        return withBytes(flipped);
    }

    public Part cutTo(int length) {
        return withBytes(Arrays.copyOf(bytes, length));
    }

    /** Its entries in the outer file, each a tar of its own. */
    public byte[] entries() {
        byte[] entry = new HostileTar().file(name, bytes).finished();
        if (hmac.isEmpty()) {
            return entry;
        }
        byte[] proof =
                new HostileTar()
                        .file(name + ".hmac", hmac.get().getBytes(StandardCharsets.ISO_8859_1))
                        .finished();
        byte[] both = Arrays.copyOf(entry, entry.length + proof.length);
        System.arraycopy(proof, 0, both, entry.length, proof.length);
        return both;
    }
}
