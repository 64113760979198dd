import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts what a restore gave back of a disk, against what the damage left of it at best.
 *
 * <pre>java SalvageCount TAR BLOCKS LOST TREE COPIES</pre>
 *
 * TAR is the archive's tar of one sparse image, BLOCKS what debugfs answered ({@code imap} and
 * {@code blocks} of each path), LOST ranges of the tar, one a line, TREE the files as they were,
 * COPIES what came back.
 */
final class SalvageCount {

    private static final int BLOCK = 4096;
    private static final int TAR_BLOCK = 512;

    /** A path's own blocks, and the block that its inode is in. */
    private static final class Place {
        private final BitSet blocks = new BitSet();
        private int inode = -1;
    }

    private final Map<String, Place> places = new HashMap<>();
    private final BitSet lost = new BitSet();

    public static void main(String[] arguments) throws IOException {
        SalvageCount count = new SalvageCount();
        count.readLost(Path.of(arguments[0]), Path.of(arguments[2]));
        count.readPlaces(Path.of(arguments[1]));
        count.compare(Path.of(arguments[3]), Path.of(arguments[4]));
    }

    /** Turns ranges of the tar into blocks of the image by the sparse map in its header. */
    private void readLost(Path tarFile, Path ranges) throws IOException {
        List<long[]> extents = new ArrayList<>();
        long at;
        try (RandomAccessFile tar = new RandomAccessFile(tarFile.toFile(), "r")) {
            byte[] block = new byte[TAR_BLOCK];
            tar.readFully(block);
            boolean more = readMap(block, 386, 4, 482, extents);
            while (more) {
                tar.readFully(block);
                more = readMap(block, 0, 21, 504, extents);
            }
            at = tar.getFilePointer();
        }
        for (long[] extent : extents) {
            for (String line : Files.readAllLines(ranges)) {
                String[] range = line.split(" ");
                long from = Math.max(at, Long.parseLong(range[0]));
                long to = Math.min(at + extent[1], Long.parseLong(range[1]));
                if (from < to) {
                    long first = extent[0] + from - at;
                    long last = extent[0] + to - at - 1;
                    lost.set((int) (first / BLOCK), (int) (last / BLOCK) + 1);
                }
            }
            at += extent[1];
        }
    }

    private static boolean readMap(
            byte[] block, int from, int most, int more, List<long[]> extents) {
        for (int i = 0; i < most && block[from + i * 24] != 0; i++) {
            long length = number(block, from + i * 24 + 12);
            if (length > 0) {
                extents.add(new long[] {number(block, from + i * 24), length});
            }
        }
        return block[more] != 0;
    }

    private static long number(byte[] block, int at) {
        if (block[at] < 0) {
            long value = 0;
            for (int i = 1; i < 12; i++) {
                value = value << 8 | block[at + i] & 0xff;
            }
            return value;
        }
        return Long.parseLong(new String(block, at, 11, StandardCharsets.US_ASCII).trim(), 8);
    }

    private void readPlaces(Path answers) throws IOException {
        String path = "";
        boolean isMap = false;
        for (String line : Files.readAllLines(answers, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("debugfs: ")) {
                path = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
                path =
                        new String(
                                path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                isMap = line.startsWith("debugfs: imap");
            } else if (isMap && line.contains("located at block ")) {
                String number = line.replaceFirst(".*located at block (\\d+).*", "$1");
                place(path).inode = Integer.parseInt(number);
            } else if (!isMap && !line.isBlank()) {
                for (String number : line.trim().split(" +")) {
                    place(path).blocks.set(Integer.parseInt(number));
                }
            }
        }
    }

    private Place place(String path) {
        return places.computeIfAbsent(path, missing -> new Place());
    }

    private boolean isContentThere(String path) {
        return !place(path).blocks.intersects(lost);
    }

    private boolean isNamed(String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (lost.get(place(at).inode) || !isContentThere(at)) {
                return false;
            }
        }
        return true;
    }

    private void compare(Path tree, Path copies) throws IOException {
        int[] counts = new int[7];
        try (Stream<Path> files = Files.walk(tree).filter(Files::isRegularFile)) {
            files.forEach(file -> compare(file, "/" + tree.relativize(file), copies, counts));
        }
        double share = counts[1] == 0 ? 100 : 100.0 * counts[2] / counts[1];
        System.out.printf(
                Locale.ROOT,
                "%d %d %d %.1f%% %d %d %d %d%n",
                counts[0],
                counts[1],
                counts[2],
                share,
                counts[3],
                counts[4],
                counts[5],
                counts[6]);
    }

    private void compare(Path file, String path, Path copies, int[] counts) {
        Path copy = copies.resolve(path.substring(1));
        boolean isIdeal = isContentThere(path) && isNamed(path);
        counts[0]++;
        counts[1] += isIdeal ? 1 : 0;
        counts[3] += isContentThere(path) ? 1 : 0;
        Optional<Boolean> same = same(file, copy);
        if (same.isEmpty()) {
            boolean isMarked =
                    Files.exists(copy.resolveSibling(copy.getFileName() + ".incomplete"))
                            || Files.exists(copy.resolveSibling(copy.getFileName() + ".doubtful"));
            counts[5] += isMarked ? 1 : 0;
            if (isIdeal && System.getenv("TELL") != null) {
                System.err.println(
                        (isMarked ? "marked " : "gone ") + path + " " + place(path).blocks);
            }
        } else if (same.get()) {
            counts[isIdeal ? 2 : 4]++;
        } else {
            counts[6]++;
            System.err.println("false: " + path);
        }
    }

    private static Optional<Boolean> same(Path file, Path copy) {
        try {
            return Files.isRegularFile(copy)
                    ? Optional.of(Files.mismatch(file, copy) < 0)
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
