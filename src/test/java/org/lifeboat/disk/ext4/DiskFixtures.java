package org.lifeboat.disk.ext4;

import org.lifeboat.testing.Json;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Images made by e2fsprogs, and what e2fsprogs finds in them. */
public final class DiskFixtures {

    private static final String IMAGE = ".img.gz";

    private DiskFixtures() {}

    public static Path folder() {
        return TestData.path("disks");
    }

    public static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(IMAGE))
                    .map(name -> name.substring(0, name.length() - IMAGE.length()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] image(Path folder, String name) {
        return TestData.gunzip(folder.resolve(name + IMAGE));
    }

    public static byte[] image(String name) {
        return image(folder(), name);
    }

    public static Ext4 open(String name) throws IOException {
        return Ext4.open(new MemorySource(image(name)));
    }

    /** What the JSON beside an image says, a line for each path. */
    public static Map<String, String> expected(Path folder, String name) {
        Map<String, String> lines = new TreeMap<>();
        Json entries = TestData.json(folder.resolve(name + ".json")).get("entries");
        entries.members().forEach((path, entry) -> lines.put(path, line(entry)));
        return lines;
    }

    private static String line(Json entry) {
        if (entry.has("link")) {
            return "link " + entry.text("link");
        }
        return entry.has("dir")
                ? "folder"
                : "file %d %d %s"
                        .formatted(
                                entry.number("size"), entry.number("mtime"), entry.text("sha256"));
    }

    /** The same lines for what this reader finds. Devices and the like, which rdump skips, too. */
    public static Map<String, String> actual(Ext4 fileSystem) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        TreeWalk walk =
                fileSystem.walk(
                        fileSystem.root(new Cancellation()), WalkLimits.USUAL, new Cancellation());
        while (walk.hasNext()) {
            Found found = walk.next();
            if (found.depth() > 0) {
                line(fileSystem, found.entry()).ifPresent(line -> lines.put(found.path(), line));
            }
        }
        walk.takeProblems().forEach(trouble -> lines.put(trouble.path(), trouble.toString()));
        return lines;
    }

    private static Optional<String> line(Ext4 fileSystem, FolderEntry entry) throws IOException {
        return switch (entry.kind()) {
            case FOLDER -> Optional.of("folder");
            case LINK -> Optional.of("link " + fileSystem.linkTarget(entry));
            case FILE ->
                    Optional.of(
                            "file %d %d %s"
                                    .formatted(
                                            entry.size(),
                                            entry.modified().getEpochSecond(),
                                            sha256(fileSystem.content(entry))));
            default -> Optional.empty();
        };
    }

    static String sha256(FileContent content) throws IOException {
        MessageDigest digest = TestData.sha256();
        try (InputStream in = new DigestInputStream(content.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
