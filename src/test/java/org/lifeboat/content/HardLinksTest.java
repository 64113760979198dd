package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.testing.HostileTar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What becomes of hard links on a drive that has none, such as one with exFAT. */
class HardLinksTest {

    @TempDir private Path folder;

    static Stream<Exception> refusals() {
        return Stream.of(
                new UnsupportedOperationException(),
                new FileSystemException("a", "b", "Operation not permitted"),
                new FileSystemException("a", "b", "Operation not supported"),
                new FileSystemException("a", "b", "Too many links"),
                new AccessDeniedException("a"),
                new IOException("Incorrect function"),
                new SecurityException());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HardLinks.Linker refusing(Exception refusal) {
        return (made, existing) -> {
            switch (refusal) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                default -> throw new IllegalArgumentException(refusal);
            }
        };
    }

    private FolderSink restore(HardLinks.Linker linker, boolean keepModes, byte[] tar)
            throws IOException {
        FolderSink sink =
                new FolderSink(new VmFolder(folder, "work"), keepModes, false, _ -> {}, linker);
        new ArchiveExtractor(
                        new MemberNames("vm1", "."),
                        sink,
                        lost -> {
                            throw new AssertionError(lost);
                        })
                .extract(new ByteArrayInputStream(tar));
        return sink;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aFilesSecondNameBecomesACopyHoweverTheDriveRefuses(Exception refusal) throws IOException {
        byte[] tar =
                new HostileTar()
                        .folder("vm1/home/")
                        .file("vm1/home/a", bytes("content"))
                        .hardLink("vm1/home/b", "vm1/home/a")
                        .hardLink("vm1/home/c", "vm1/home/b")
                        .file("vm1/home/d", bytes("more"))
                        .finished();
        FolderSink sink = restore(refusing(refusal), false, tar);
        Path home = folder.resolve("work/home");
        assertThat(home.resolve("b")).hasContent("content");
        assertThat(home.resolve("c")).hasContent("content");
        assertThat(home.resolve("d")).hasContent("more");
        assertThat(Files.isSameFile(home.resolve("a"), home.resolve("b"))).isFalse();
        assertThat(sink.outputs())
                .contains(
                        new FolderSink.Output("work/home/b", 7),
                        new FolderSink.Output("work/home/c", 7));
        assertThat(sink.incomplete()).isEmpty();
    }

    @Test
    void aCopyHasTheFilesTimeAndPermissionsEvenIfNobodyMayReadIt() throws IOException {
        byte[] tar =
                new HostileTar()
                        .member("vm1/a", '0', bytes("content"), header -> header.mode(0240))
                        .hardLink("vm1/b", "vm1/a")
                        .finished();
        restore(refusing(new UnsupportedOperationException()), true, tar);
        Path b = folder.resolve("work/b");
        assertThat(Files.getLastModifiedTime(b))
                .isEqualTo(FileTime.from(1_400_000_000, TimeUnit.SECONDS));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(b)))
                .isEqualTo("-w-r-----");
    }

    @Test
    void aCopyIsWholeAndItsHolesAreZeros() throws IOException {
        byte[] data = new byte[300_000];
        Arrays.fill(data, 0, 1_000, (byte) 1);
        data[200_000] = 2;
        byte[] tar = new HostileTar().file("vm1/a", data).hardLink("vm1/b", "vm1/a").finished();
        restore(refusing(new UnsupportedOperationException()), false, tar);
        assertThat(folder.resolve("work/b")).hasBinaryContent(data);
    }

    @Test
    void aCopyTakesAnotherNameWhereItsOwnIsTaken() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "content");
        Path taken = Files.writeString(folder.resolve("taken"), "another's");
        HardLinks links = new HardLinks(refusing(new UnsupportedOperationException()));
        assertThatThrownBy(() -> links.make(taken, existing, 7))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("another's");
    }
}
