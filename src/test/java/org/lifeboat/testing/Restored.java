package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A backup after {@code lifeboat restore --json}. Whatever the backup was, these held: one JSON
 * document came out, nothing outside the destination changed, every file with a final name is what
 * the backup's maker put in, and the passphrase is in none of them.
 */
public final class Restored {

    private final BackupBuilder backup;
    private final Path destination;
    private final CommandRun run;

    private Restored(BackupBuilder backup, Path destination, CommandRun run) {
        this.backup = backup;
        this.destination = destination;
        this.run = run;
    }

    public static Restored from(BackupBuilder backup, Path folder, String... more) {
        return from(backup, backup.bytes(), folder, more);
    }

    /**
     * @param bytes the backup's, perhaps damaged
     * @param folder for the backup and the destination
     */
    public static Restored from(BackupBuilder backup, byte[] bytes, Path folder, String... more) {
        try {
            Path file = Files.write(folder.resolve("backup"), bytes);
            return from(backup, file, folder, more);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Restored from(BackupBuilder backup, Path file, Path folder, String... more) {
        Path destination = folder.resolve("restored");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "restore",
                                file.toString(),
                                "--json",
                                "--to",
                                destination.toString()));
        arguments.addAll(List.of(more));
        Map<String, Long> before = surroundings(folder);
        CommandRun run = CommandRun.withPassphrase(file, backup.typed(), arguments);
        Map<String, Long> after = surroundings(folder);
        after.remove("passphrase.txt");
        before.remove("passphrase.txt");
        assertThat(after).isEqualTo(before);
        Restored restored = new Restored(backup, destination, run);
        restored.checkFiles();
        return restored;
    }

    private static Map<String, Long> surroundings(Path folder) {
        Map<String, Long> found = new TreeMap<>();
        for (Path path : walk(folder)) {
            Path relative = folder.relativize(path);
            if (!relative.startsWith("restored") && Files.isRegularFile(path)) {
                found.put(relative.toString(), path.toFile().length());
            }
        }
        return found;
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void checkFiles() {
        if (!Files.exists(destination)) {
            return;
        }
        for (Path path : walk(destination)) {
            String name = destination.relativize(path).toString();
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            boolean small = path.toFile().length() < 1 << 24;
            if (small) {
                assertThat(asBytes(read(path)))
                        .doesNotContain(
                                asBytes(BackupBuilder.PASSPHRASE.getBytes(StandardCharsets.UTF_8)));
            }
            if (name.startsWith("lifeboat-report")
                    || name.startsWith(".lifeboat-unfinished")
                    || name.contains(".incomplete")) {
                continue;
            }
            Optional<byte[]> expected = backup.file(name);
            assertThat(expected).as("%s has a final name", name).isPresent();
            int wrong = Arrays.mismatch(read(path), expected.orElseThrow());
            assertThat(wrong).as("first wrong byte of %s", name).isEqualTo(-1);
        }
    }

    /** A character for each byte, whatever they encode. */
    private static String asBytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int exitCode() {
        return run.exitCode();
    }

    public String out() {
        return run.out();
    }

    public String err() {
        return run.err();
    }

    public Path destination() {
        return destination;
    }

    public Json report() {
        return Json.parse(run.out());
    }

    public String verdict() {
        return report().text("verdict");
    }

    public String verdict(String vm) {
        return vm(vm).text("verdict");
    }

    public String verdict(String vm, String archive) {
        return archive(vm, archive).text("verdict");
    }

    /** All sentences of the report, wherever they stand. */
    public String problems() {
        StringBuilder all = new StringBuilder();
        collect(report(), all);
        return all.toString();
    }

    private static void collect(Json holder, StringBuilder all) {
        holder.get("problems").elements().forEach(p -> all.append(p.text()).append('\n'));
        for (String parts : List.of("vms", "archives")) {
            if (holder.has(parts)) {
                holder.get(parts).elements().forEach(part -> collect(part, all));
            }
        }
    }

    public Json vm(String name) {
        return find(report().get("vms").elements(), name);
    }

    public Json archive(String vm, String name) {
        return find(vm(vm).get("archives").elements(), name);
    }

    public List<String> chunkVerdicts(String vm, String archive) {
        return archive(vm, archive).get("chunks").elements().stream()
                .map(chunk -> chunk.text("verdict"))
                .toList();
    }

    private static Json find(List<Json> parts, String name) {
        Optional<Json> found =
                parts.stream().filter(part -> part.text("name").equals(name)).findFirst();
        assertThat(found).as(name).isPresent();
        return found.get();
    }

    /** That the run ended with exit status 1 and these VMs are whole all the same. */
    public Restored isDamagedBut(String... wholeVms) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(verdict()).isEqualTo("damaged");
        for (String vm : wholeVms) {
            isWhole(vm);
        }
        return this;
    }

    public Restored isWhole(String vm) {
        assertThat(verdict(vm)).as(problems()).isEqualTo("ok");
        backup.files().keySet().stream()
                .filter(path -> path.startsWith(vm + "/"))
                .forEach(path -> assertThat(destination.resolve(path)).exists());
        return this;
    }

    public Restored isWholeArchive(String vm, String archive) {
        assertThat(verdict(vm, archive)).as(problems()).isEqualTo("ok");
        assertThat(destination.resolve(vm + "/" + archive)).exists();
        return this;
    }

    /** Either that, or nothing was written since the backup claims to need more than is free. */
    public Restored isDamagedOrDoesNotFit(String... wholeVms) {
        if (exitCode() != 5) {
            return isDamagedBut(wholeVms);
        }
        assertThat(err()).contains("There is not enough space");
        assertThat(destination).doesNotExist();
        return this;
    }

    /** That everything is in place. */
    public Restored isComplete() {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(verdict()).isEqualTo("ok");
        backup.files().keySet().forEach(path -> assertThat(destination.resolve(path)).exists());
        return this;
    }

    public Restored says(String... sentences) {
        assertThat(problems() + run.err()).contains(sentences);
        return this;
    }

    /** That what could be read of an archive is there under its provisional name alone. */
    public Restored leavesIncomplete(String path) {
        assertThat(destination.resolve(path + ".incomplete")).exists();
        return leavesNothingAt(path);
    }

    public Restored leavesNothingAt(String path) {
        assertThat(destination.resolve(path)).doesNotExist();
        return this;
    }
}
