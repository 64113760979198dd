package org.lifeboat.testing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Backups of one disk, packed with its holes as GNU tar packs them. */
public final class DiskBackup {

    private static final int BLOCK = 4096;

    private DiskBackup() {}

    /** A backup, not sealed yet, of one VM {@code work} whose {@code private.img} this is. */
    public static BackupBuilder of(byte[] image) {
        BackupBuilder backup = new BackupBuilder();
        VmBuilder vm = backup.vm("work");
        vm.tar("private.img", tar(vm.folder() + "/private.img", image));
        return backup;
    }

    /** An archive's tar with one sparse member. */
    public static byte[] tar(String name, byte[] image) {
        return sparse(name, image).finished();
    }

    /** The same without the tar's end. */
    public static byte[] unfinished(String name, byte[] image) {
        return sparse(name, image).unfinished();
    }

    private static HostileTar sparse(String name, byte[] image) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        long[] map = map(image, data);
        return new HostileTar().sparse(name, image.length, map, data.toByteArray());
    }

    private static long[] map(byte[] image, ByteArrayOutputStream data) {
        List<Long> map = new ArrayList<>();
        for (int at = 0; at < image.length; at += BLOCK) {
            int length = Math.min(BLOCK, image.length - at);
            if (isZero(image, at, length)) {
                continue;
            }
            data.write(image, at, length);
            int last = map.size() - 1;
            if (last > 0 && map.get(last - 1) + map.get(last) == at) {
                map.set(last, map.get(last) + length);
            } else {
                map.add((long) at);
                map.add((long) length);
            }
        }
        return map.stream().mapToLong(Long::longValue).toArray();
    }

    private static boolean isZero(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A disk of mixed content: text, bytes that no compressor makes smaller, and holes between
     * them.
     */
    public static byte[] image(int seed, int length) {
        Random random = new Random(seed);
        byte[] image = new byte[length];
        for (int at = 0; at < length; ) {
            int run = Math.min(length - at, BLOCK * (1 + random.nextInt(24)));
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> {
                    byte[] noise = new byte[run];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, image, at, run);
                }
                default -> {
                    for (int i = at; i < at + run; i++) {
                        image[i] =
                                (byte)
                                        ('a'
                                                + (random.nextInt(5) == 0
                                                        ? random.nextInt(26)
                                                        : i % 9));
                    }
                }
            }
            at += run;
        }
        return image;
    }
}
