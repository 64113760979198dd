package org.lifeboat.testing;

import org.lifeboat.content.SparseMap;
import org.lifeboat.content.TarReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that {@code mkfs.ext4} made of some files and GNU tar packed, and what {@code debugfs}
 * says of where everything lies on it.
 */
public final class RealDisk {

    private static final int BLOCK = 4096;
    private static final String SIZE = "96M";

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, BitSet> blocks = new HashMap<>();
    private final byte[] tar;

    /**
     * @param folder empty
     * @param member the disk's name in the tar
     */
    public RealDisk(Path folder, String member, int count) throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        makeFiles(tree, count);
        Path image = folder.resolve("private.img");
        Tools.run(folder, "truncate", "-s", SIZE, image.toString());
        Tools.run(folder, "mkfs.ext4", "-q", "-b", "4096", "-m", "0", "-d", "tree", "private.img");
        tar =
                Tools.run(
                        folder,
                        "tar",
                        "-Pc",
                        "--sparse",
                        "--format=gnu",
                        "--xform",
                        "s:^.*$:" + member + ":",
                        "private.img");
        askWhereEverythingIs(folder);
    }

    private void makeFiles(Path tree, int count) throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            String path = "home/user/folder" + i % 12 + "/file" + i;
            byte[] content = DiskBackup.image(i, 4_000 + random.nextInt(200_000));
            files.put(path, content);
            Path file = tree.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }

    private void askWhereEverythingIs(Path folder) throws IOException {
        StringBuilder questions = new StringBuilder();
        for (String path : files.keySet()) {
            for (String at = path; !at.isEmpty(); at = parent(at)) {
                if (blocks.putIfAbsent(at, new BitSet()) == null) {
                    questions.append("imap \"/%s\"\nblocks \"/%s\"\n".formatted(at, at));
                }
            }
        }
        Files.writeString(folder.resolve("questions"), questions);
        String answers = new String(Tools.run(folder, "debugfs", "-f", "questions", "private.img"));
        BitSet current = new BitSet();
        for (String line : answers.split("\n")) {
            if (line.startsWith("debugfs: ")) {
                current = blocks.get(line.replaceFirst(".*\"/(.*)\"", "$1"));
            } else if (line.contains("located at block ")) {
                current.set(number(line.replaceFirst(".*located at block (\\d+).*", "$1")));
            } else if (line.matches("[\\d ]+")) {
                for (String number : line.trim().split(" +")) {
                    current.set(number(number));
                }
            }
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** The whole archive's tar. */
    public byte[] tar() {
        return tar;
    }

    public Map<String, byte[]> files() {
        return files;
    }

    /**
     * The files of which nothing is lost: no block of theirs, of their inodes, or of the folders
     * that lead to them.
     *
     * @param lost begins and ends of runs of the tar, in bytes
     */
    public List<String> whole(List<long[]> lost) throws IOException {
        BitSet lostBlocks = lostBlocks(lost);
        return files.keySet().stream().filter(path -> isWhole(path, lostBlocks)).toList();
    }

    private boolean isWhole(String path, BitSet lost) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            if (blocks.get(at).intersects(lost)) {
                return false;
            }
        }
        return true;
    }

    private BitSet lostBlocks(List<long[]> lost) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        SparseMap extents = reader.next().orElseThrow().extents();
        long[] at = {reader.position()};
        BitSet blocks = new BitSet();
        extents.forEach(
                (offset, length) -> {
                    for (long[] run : lost) {
                        long from = Math.max(at[0], run[0]) - at[0] + offset;
                        long to = Math.min(at[0] + length, run[1]) - at[0] + offset;
                        if (from < to) {
                            blocks.set((int) (from / BLOCK), (int) ((to - 1) / BLOCK) + 1);
                        }
                    }
                    at[0] += length;
                });
        return blocks;
    }
}
