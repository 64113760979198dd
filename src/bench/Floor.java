import org.lifeboat.deflate.GzipInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The work that no restore can do without, and nothing else, in one thread: read each chunk, HMAC
 * it, decrypt by the JDK, inflate by Lifeboat's decoder, write the plaintext to a file, sync it. No
 * tar, no holes, no names, no second thread.
 *
 * <pre>java -cp CLASSES Floor.java PASSPHRASE OUT CORES ARCHIVE... (paths without .000)</pre>
 *
 * Prints seconds: the floor, the processor time, and the time for writing and syncing alone. The
 * processor time divided by the cores is what perfect parallel work would take, since every chunk
 * and every archive can be worked on alone; the disk cannot be divided, so the floor is the larger
 * of that and of writing the bytes. The JVM's start and its compiler are not in it.
 */
final class Floor {

    private static final int PIECE = 32 * 1024;

    private static byte[] passphrase;
    private static FileChannel out;
    private static long writing;

    private Floor() {}

    public static void main(String[] arguments) throws Exception {
        passphrase = arguments[0].getBytes();
        Path file = Path.of(arguments[1]);
        int cores = Integer.parseInt(arguments[2]);
        List<String> archives = Arrays.asList(arguments).subList(3, arguments.length);
        archives.forEach(Floor::warmUp);
        Files.deleteIfExists(file);
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        writing = 0;
        out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        for (String archive : archives) {
            restore(archive, Long.MAX_VALUE);
        }
        long beginSync = System.nanoTime();
        out.force(true);
        writing += System.nanoTime() - beginSync;
        out.close();
        double processor =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
        double floor = Math.max(processor / cores, writing / 1e9);
        System.out.printf("%.3f %.3f %.3f%n", floor, processor, writing / 1e9);
    }

    /** So that the compiler's time is not in the figure. */
    private static void warmUp(String archive) {
        try {
            Path scratch = Files.createTempFile("floor", "");
            out = FileChannel.open(scratch, StandardOpenOption.WRITE);
            restore(archive, 32 << 20);
            out.close();
            Files.delete(scratch);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void restore(String archive, long limit)
            throws IOException, GeneralSecurityException {
        for (int n = 0; Files.exists(chunk(archive, n)) && (long) n * PIECE < limit; n++) {
            authenticate(chunk(archive, n), limit);
        }
        try (InputStream joined = join(archive)) {
            decode(joined, limit);
        }
    }

    private static Path chunk(String archive, int number) {
        return Path.of("%s.%03d".formatted(archive, number));
    }

    private static void authenticate(Path chunk, long limit)
            throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(passphrase, "HmacSHA512"));
        byte[] buffer = new byte[256 * 1024];
        long done = 0;
        try (InputStream in = Files.newInputStream(chunk)) {
            for (int count; done < limit && (count = in.read(buffer)) > 0; done += count) {
                mac.update(buffer, 0, count);
            }
        }
        String stored = Files.readString(chunk.resolveSibling(chunk.getFileName() + ".hmac"));
        String computed = HexFormat.of().formatHex(mac.doFinal());
        if (limit == Long.MAX_VALUE && !stored.strip().endsWith(computed)) {
            throw new IllegalStateException("HMAC of " + chunk);
        }
    }

    private static InputStream join(String archive) throws IOException {
        InputStream joined = InputStream.nullInputStream();
        for (int n = 0; Files.exists(chunk(archive, n)); n++) {
            InputStream next = Files.newInputStream(chunk(archive, n));
            joined = new SequenceInputStream(Collections.enumeration(List.of(joined, next)));
        }
        return joined;
    }

    private static void decode(InputStream in, long limit)
            throws IOException, GeneralSecurityException {
        Cipher cipher = cipher(in.readNBytes(16));
        try (InputStream plain = new GzipInputStream(new Decrypted(in, cipher))) {
            byte[] piece = new byte[128 * 1024];
            long done = 0;
            int count;
            while (done < limit && (count = plain.read(piece)) > 0) {
                long begin = System.nanoTime();
                out.write(ByteBuffer.wrap(piece, 0, count));
                writing += System.nanoTime() - begin;
                done += count;
            }
        }
    }

    /** What JDK's CipherInputStream is, with larger pieces. */
    private static final class Decrypted extends InputStream {

        private final InputStream in;
        private final Cipher cipher;
        private final byte[] encrypted = new byte[PIECE];
        private byte[] plain = new byte[0];
        private int next;
        private boolean ended;

        Decrypted(InputStream in, Cipher cipher) {
            this.in = in;
            this.cipher = cipher;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                while (next == plain.length && !ended) {
                    int count = in.read(encrypted);
                    ended = count < 0;
                    byte[] more = ended ? cipher.doFinal() : cipher.update(encrypted, 0, count);
                    plain = more == null ? new byte[0] : more;
                    next = 0;
                }
            } catch (GeneralSecurityException failed) {
                throw new IOException(failed);
            }
            int some = Math.min(length, plain.length - next);
            System.arraycopy(plain, next, into, offset, some);
            next += some;
            return some == 0 ? -1 : some;
        }
    }

    private static Cipher cipher(byte[] header) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] derived = new byte[48];
        byte[] last = new byte[0];
        for (int at = 0; at < derived.length; at += last.length) {
            md5.update(last);
            md5.update(passphrase);
            md5.update(header, 8, 8);
            last = md5.digest();
            System.arraycopy(last, 0, derived, at, last.length);
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(derived, 0, 32, "AES"),
                new IvParameterSpec(derived, 32, 16));
        return cipher;
    }
}
