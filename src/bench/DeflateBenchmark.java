import org.lifeboat.deflate.BlockFinder;
import org.lifeboat.deflate.ByteSource;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.deflate.GzipInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Measures the decoder, in seconds of this thread's processor time: {@code compare ROUNDS FILE},
 * {@code start ours|inflater FILE}, {@code find PLACES FILE}. A file is one gzip member without a
 * name.
 */
final class DeflateBenchmark {

    private static final int HEADER = 10;
    private static final long CHECKPOINT_EVERY = 4 << 20;
    private static final double START_SECONDS = 0.25;

    private DeflateBenchmark() {}

    public static void main(String[] args) throws Exception {
        byte[] gzip = Files.readAllBytes(Path.of(args[2]));
        switch (args[0]) {
            case "compare" -> compare(gzip, Integer.parseInt(args[1]));
            case "start" -> start(gzip, args[1].equals("ours"));
            case "find" -> find(gzip, Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static double processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Prints the medians of the decoder, of it with checkpoints and of Inflater. */
    private static void compare(byte[] gzip, int rounds) throws Exception {
        double[] ours = new double[rounds];
        double[] withCheckpoints = new double[rounds];
        double[] inflater = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            // Who comes first in a round has other caches than who comes second.
            boolean checkpointsFirst = round % 2 == 1;
            double begin = processorTime();
            long length = decode(gzip, checkpointsFirst);
            double between = processorTime();
            decode(gzip, !checkpointsFirst);
            double end = processorTime();
            ours[round] = checkpointsFirst ? end - between : between - begin;
            withCheckpoints[round] = checkpointsFirst ? between - begin : end - between;
            if (inflate(gzip) != length) {
                throw new IllegalStateException("they do not agree");
            }
            inflater[round] = processorTime() - end;
        }
        System.out.printf(
                "%.4f %.4f %.4f%n", median(ours), median(withCheckpoints), median(inflater));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long decode(byte[] gzip, boolean withCheckpoints) throws IOException {
        try (GzipInputStream in = new GzipInputStream(new ByteArrayInputStream(gzip))) {
            if (withCheckpoints) {
                in.takeCheckpoints(CHECKPOINT_EVERY, checkpoint -> last = checkpoint);
            }
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Checkpoint last;

    private static long inflate(byte[] gzip) throws DataFormatException {
        byte[] piece = new byte[256 * 1024];
        CRC32 crc = new CRC32();
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(gzip, HEADER, gzip.length - HEADER);
            while (!inflater.finished()) {
                crc.update(piece, 0, inflater.inflate(piece));
            }
            return inflater.getBytesWritten();
        }
    }

    /**
     * Prints the megabytes that come out in the first quarter of a second of a fresh JVM, the file
     * over and over.
     */
    private static void start(byte[] gzip, boolean ours) throws Exception {
        double end = processorTime() + START_SECONDS;
        long bytes = 0;
        while (processorTime() < end) {
            bytes += ours ? decodeUntil(gzip, end) : inflateUntil(gzip, end);
        }
        System.out.printf("%.2f%n", bytes / 1e6);
    }

    private static long decodeUntil(byte[] gzip, double end) throws IOException {
        byte[] piece = new byte[256 * 1024];
        long bytes = 0;
        try (GzipInputStream in = new GzipInputStream(new ByteArrayInputStream(gzip))) {
            int read = in.read(piece);
            while (read >= 0 && processorTime() < end) {
                bytes += read;
                read = in.read(piece);
            }
        }
        return bytes;
    }

    private static long inflateUntil(byte[] gzip, double end) throws DataFormatException {
        byte[] piece = new byte[256 * 1024];
        CRC32 crc = new CRC32();
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(gzip, HEADER, gzip.length - HEADER);
            while (!inflater.finished() && processorTime() < end) {
                crc.update(piece, 0, inflater.inflate(piece));
            }
            return inflater.getBytesWritten();
        }
    }

    /** Prints how often the finder was right and wrong, and its milliseconds for one place. */
    private static void find(byte[] gzip, int places) throws IOException {
        TreeSet<Long> blocks = findable(gzip);
        Random random = new Random(places);
        int right = 0;
        double begin = processorTime();
        for (int i = 0; i < places; i++) {
            long from = HEADER * 8 + random.nextLong(blocks.last() - HEADER * 8);
            long found =
                    new BlockFinder(ByteSource.of(gzip)).next(from, gzip.length * 8L).orElse(-1);
            if (found == blocks.ceiling(from)) {
                right++;
            }
        }
        double milliseconds = (processorTime() - begin) * 1000 / places;
        System.out.printf("%d %d %.1f%n", right, places - right, milliseconds);
    }

    /** Where dynamic and stored blocks begin, the latter at the last bit they may begin at. */
    private static TreeSet<Long> findable(byte[] gzip) throws IOException {
        TreeSet<Long> blocks = new TreeSet<>();
        blocks.add(HEADER * 8L);
        try (GzipInputStream in = new GzipInputStream(new ByteArrayInputStream(gzip))) {
            in.takeCheckpoints(1, checkpoint -> add(blocks, gzip, checkpoint.bitPosition()));
            in.transferTo(OutputStream.nullOutputStream());
        }
        return blocks;
    }

    private static void add(TreeSet<Long> blocks, byte[] gzip, long bit) {
        boolean isLast = bit(gzip, bit) == 1;
        switch (bit(gzip, bit + 1) | bit(gzip, bit + 2) << 1) {
            case 0 -> blocks.add(isLast ? bit : (bit + 3 + 7) / 8 * 8 - 3);
            case 2 -> blocks.add(bit);
            default -> {}
        }
    }

    private static int bit(byte[] bytes, long bit) {
        return bytes[(int) (bit >>> 3)] >>> (bit & 7) & 1;
    }
}
