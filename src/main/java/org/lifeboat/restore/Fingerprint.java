package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells a backup, or an archive in it, from another one with the same names. No proof. */
final class Fingerprint {

    /** Bytes of a proof that are looked at. */
    private static final int MOST_OF_PROOF = 512;

    private static final int NAME_BYTES = 8;

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of the header and the size. */
    static byte[] of(OpenBackup backup) {
        Fingerprint print = new Fingerprint();
        print.add(backup.format().headerAuthentication().stored());
        print.add(backup.size());
        return print.digest.digest();
    }

    /** Of the chunks' names and sizes, and the proofs of the first and the last. */
    static byte[] of(ChunkSequence archive, Source source) {
        Fingerprint print = new Fingerprint();
        print.add(archive.path().toString());
        for (Chunk chunk : archive.chunks()) {
            print.add(chunk.entry().name());
            print.add(chunk.entry().size());
        }
        archive.chunks().getFirst().proof().ifPresent(proof -> print.add(proof, source));
        archive.chunks().getLast().proof().ifPresent(proof -> print.add(proof, source));
        return print.digest.digest();
    }

    /** A name for a file that is about something. */
    static String name(byte[] about) {
        Fingerprint print = new Fingerprint();
        print.digest.update(about);
        return HexFormat.of().formatHex(print.digest.digest(), 0, NAME_BYTES);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private void add(Proof proof, Source source) {
        byte[] bytes = new byte[(int) Math.min(MOST_OF_PROOF, proof.size())];
        try {
            source.read(proof.offset(), ByteBuffer.wrap(bytes));
            digest.update(bytes);
        } catch (IOException unreadable) {
            // Then its chunk was not authentic, and is not remembered.
        }
    }
}
