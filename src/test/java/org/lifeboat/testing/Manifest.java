package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tree that a restore has to leave: every file by its digest, every link by its target. */
public final class Manifest {

    private static final String DOM0 = "dom0-home/";

    private final Map<String, Json> entries = new TreeMap<>();

    private final boolean tellsFolders;

    private Manifest(Json json, UnaryOperator<String> pathInRestore) {
        json.members().forEach((path, entry) -> entries.put(pathInRestore.apply(path), entry));
        tellsFolders = entries.values().stream().anyMatch(entry -> entry.has("dir"));
    }

    public static Manifest read(Path path) {
        return new Manifest(TestData.json(path), UnaryOperator.identity());
    }

    /** With paths as they were on the machine: {@code appvms/work/private.img}. */
    public static Manifest ofMachine(Path path) {
        return new Manifest(
                TestData.json(path),
                name -> name.startsWith(DOM0) ? name : name.substring(name.indexOf('/') + 1));
    }

    public Set<String> paths() {
        return entries.keySet();
    }

    /** Every difference as a line; none if the folder is as it must be. */
    public List<String> differences(Path restored) throws IOException {
        List<String> differences = new ArrayList<>();
        Set<String> found = found(restored);
        for (String path : found) {
            if (!entries.containsKey(path)) {
                differences.add("too much: " + path);
            }
        }
        for (Map.Entry<String, Json> entry : entries.entrySet()) {
            String path = entry.getKey();
            if (found.contains(path)) {
                compare(path, entry.getValue(), restored, differences);
            } else {
                differences.add("missing: " + path);
            }
        }
        return differences;
    }

    public void assertMatches(Path restored) throws IOException {
        assertThat(differences(restored)).isEmpty();
    }

    /** Files and links; of folders only those of dom0's home, where the manifest tells of them. */
    private Set<String> found(Path root) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                String name = root.relativize(path).toString();
                boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                boolean told = !folder || tellsFolders && name.startsWith(DOM0);
                if (told && !name.startsWith("lifeboat-report")) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private void compare(String path, Json expected, Path root, List<String> differences)
            throws IOException {
        Path file = root.resolve(path);
        if (expected.has("symlink")) {
            String target = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) + "" : "none";
            expect(path + " link", expected.text("symlink"), target, differences);
        } else if (expected.has("hardlink")) {
            Path other = root.resolve(expected.text("hardlink"));
            expect(path + " inode", inode(other), inode(file), differences);
        } else if (expected.has("dir")) {
            expect(path + " folder", true, isPlainFolder(file), differences);
        } else {
            expect(path + " size", expected.number("size"), Files.size(file), differences);
            expect(path + " sha256", expected.text("sha256"), sha256(file), differences);
        }
        if (expected.has("mode")) {
            expect(path + " mode", expected.text("mode"), mode(file), differences);
        }
        if (expected.has("mtime")) {
            long modified =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
            expect(path + " mtime", expected.number("mtime"), modified, differences);
        }
    }

    private static void expect(String what, Object expected, Object is, List<String> differences) {
        if (!expected.equals(is)) {
            differences.add(what + ": " + is + " instead of " + expected);
        }
    }

    private static boolean isPlainFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    private static String mode(Path path) throws IOException {
        int mode = 0;
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return "0%03o".formatted(mode);
    }

    private static String sha256(Path path) throws IOException {
        return TestData.sha256(Files.readAllBytes(path));
    }
}
