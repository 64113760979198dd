package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarBuilder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder's archive, damaged: its whole files have their names, and no other file has one. */
class FolderSalvageTest {

    private static final int FILES = 30;
    private static final int CHUNK = 32 << 10;

    @TempDir private Path folder;

    private static byte[] text(int seed) {
        Random random = new Random(seed);
        byte[] text = new byte[20_000 + random.nextInt(60_000)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ("etaoin shrdlu".charAt(random.nextInt(13)) + random.nextInt(2));
        }
        return text;
    }

    /** A file that is a tar itself, of files that would belong into the archive by their names. */
    private static byte[] nested(String below) {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < 8; i++) {
            tar.file(below + "false" + i, text(100 + i));
        }
        return tar.end().toByteArray();
    }

    private static Map<String, byte[]> content(String below) {
        Map<String, byte[]> content = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            content.put("%02d".formatted(i), text(i));
        }
        content.put("14.tar", nested(below));
        return content;
    }

    private static BackupBuilder backup(String filter, String archive, String below) {
        BackupBuilder backup = new BackupBuilder().chunkSize(CHUNK);
        switch (filter) {
            case "none" -> backup.uncompressed();
            case "bzip2" -> backup.compressor(filter, FolderSalvageTest::bzip2);
            default -> {
                // gzip, as it is.
            }
        }
        TarBuilder tar = new TarBuilder();
        String root = archive.equals(".") ? "vm5/" : "vm5/" + archive + "/";
        tar.folder(root);
        var vm = backup.vm("work");
        content(below)
                .forEach(
                        (name, bytes) -> {
                            tar.file(root + name, bytes);
                            vm.expect(root.substring("vm5/".length()) + name, bytes);
                        });
        vm.tar(archive, tar.end().toByteArray());
        return backup;
    }

    private static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static List<String> chunks(BackupBuilder backup, String archive) {
        return backup.parts().stream()
                .map(Part::name)
                .filter(name -> name.startsWith("vm5/" + archive + "."))
                .toList();
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("restored/work" + below))) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().contains(".incomplete"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"none, 2, 28", "none, 15, 28", "none, 23, 28", "bzip2, 3, 22", "gzip, 3, 1"})
    void theWholeFilesOfATemplateHaveTheirNames(String filter, int bad, int least)
            throws IOException {
        BackupBuilder backup = backup(filter, ".", "vm5/").seal();
        backup.flip(chunks(backup, ".").get(bad));
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.verdict("work", ".")).isEqualTo("damaged");
        assertThat(files("")).hasSizeGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"none, 28", "bzip2, 22"})
    void inAFolderTheOthersAreCalledIncomplete(String filter, int least) throws IOException {
        BackupBuilder backup = backup(filter, "apps.templates", "vm5/apps.templates/").seal();
        backup.flip(chunks(backup, "apps.templates").get(4));
        Restored.from(backup, folder).leavesIncomplete("work/apps.templates");
        List<Path> files = files("/apps.templates.incomplete");
        Map<String, byte[]> content = content("vm5/apps.templates/");
        assertThat(files).hasSizeGreaterThanOrEqualTo(least);
        for (Path file : files) {
            assertThat(content).containsKey(file.getFileName().toString());
            assertThat(file).hasBinaryContent(content.get(file.getFileName().toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({"none, 12", "none, 16", "none, 18", "none, 20", "none, 22", "bzip2, 6", "bzip2, 8"})
    void aTarInAFileIsNotTakenForTheArchive(String filter, int bad) throws IOException {
        BackupBuilder backup = backup(filter, ".", "vm5/").seal();
        List<String> chunks = chunks(backup, ".");
        backup.flip(chunks.get(bad));
        Restored.from(backup, folder);
        assertThat(files("")).noneMatch(path -> path.toString().contains("false"));
    }

    /** It begins before the first damage and ends behind the second. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "bzip2", "gzip"})
    void aTarInAFileBetweenTwoDamagesIsNotTakenForTheArchive(String filter) throws IOException {
        BackupBuilder backup = new BackupBuilder().chunkSize(CHUNK);
        switch (filter) {
            case "none" -> backup.uncompressed();
            case "bzip2" -> backup.compressor(filter, FolderSalvageTest::bzip2);
            default -> {
                // gzip, as it is.
            }
        }
        TarBuilder inner = new TarBuilder();
        for (int i = 0; i < 100; i++) {
            inner.file("vm5/false" + i, text(100 + i));
        }
        TarBuilder tar = new TarBuilder().folder("vm5/").file("vm5/a", text(1));
        tar.file("vm5/tar", inner.end().toByteArray()).file("vm5/z", text(2));
        backup.vm("work")
                .tar(".", tar.end().toByteArray())
                .expect("a", text(1))
                .expect("z", text(2));
        backup.seal();
        List<String> chunks = chunks(backup, ".");
        backup.flip(chunks.get(chunks.size() / 4));
        backup.flip(chunks.get(chunks.size() - 4));
        Restored.from(backup, folder);
        assertThat(files("")).noneMatch(path -> path.toString().contains("false"));
        assertThat(files("")).anyMatch(path -> path.endsWith("a"));
    }

    /** Its whole name stood in the header before it, which is lost. */
    @Test
    void aFileOfWhichOnlyTheBeginningOfTheNameIsThereIsCalledIncomplete() throws IOException {
        String name = "vm5/" + "x".repeat(150);
        byte[] tar =
                new TarBuilder()
                        .folder("vm5/")
                        .file("vm5/before", new byte[2 * CHUNK - 4 * TarBuilder.BLOCK])
                        .longName(name)
                        .file(name.substring(0, 100), "long")
                        .file("vm5/behind", "short")
                        .end()
                        .toByteArray();
        BackupBuilder backup = new BackupBuilder().plain().uncompressed().chunkSize(CHUNK);
        backup.vm("work").tar(".", tar).expect("behind", "short".getBytes(StandardCharsets.UTF_8));
        Restored restored = Restored.from(backup.seal().flip("vm5/..001"), folder);
        restored.leavesIncomplete("work/" + "x".repeat(96));
        assertThat(restored.destination().resolve("work/behind")).exists();
    }
}
