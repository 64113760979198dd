package org.lifeboat.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Plaintext of several kinds, the same on every run. */
final class Corpora {

    private Corpora() {}

    /** Words, few of them often. */
    static byte[] text(int length, long seed) {
        Random random = new Random(seed);
        String[] words = new String[400];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int letters = 1 + random.nextInt(9); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int rank = (int) (words.length * Math.pow(random.nextDouble(), 3));
            text.append(words[rank]).append(random.nextInt(12) == 0 ? ".\n" : " ");
        }
        return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] noise(int length, long seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** As a disk has it: text, tables with a period, zeros and noise, in pieces of some KiB. */
    static byte[] disk(int length, long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        while (disk.size() < length) {
            int piece = (1 + random.nextInt(24)) * 1024;
            disk.writeBytes(
                    switch (random.nextInt(4)) {
                        case 0 -> text(piece, random.nextLong());
                        case 1 -> table(piece, random);
                        case 2 -> noise(piece, random.nextLong());
                        default -> new byte[piece];
                    });
        }
        return Arrays.copyOf(disk.toByteArray(), length);
    }

    private static byte[] table(int length, Random random) {
        byte[] table = new byte[length];
        int period = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            table[i] = (byte) (i % period == 0 ? random.nextInt(256) : i % period * 7);
        }
        return table;
    }
}
