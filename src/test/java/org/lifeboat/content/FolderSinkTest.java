package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.local.Staging;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.testing.Problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What stands on the disk when an archive's members were put in place. */
class FolderSinkTest {

    private static final FileTime TIME = FileTime.from(1_300_000_000, TimeUnit.SECONDS);

    @TempDir private Path destination;

    private final List<Problem> notes = new ArrayList<>();
    private VmFolder vmFolder;

    @BeforeEach
    void setUp() {
        vmFolder = new VmFolder(destination, "work");
    }

    private FolderSink sink(boolean keepModes) {
        return new FolderSink(vmFolder, keepModes, true, notes::add);
    }

    private static TarMember member(TarMember.Kind kind, long size, int mode) throws IOException {
        return new TarMember(
                "any", kind, size, SparseMap.whole(size), mode, TIME.to(TimeUnit.SECONDS), "");
    }

    private static void file(FolderSink sink, int mode, String... place) throws IOException {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        MemberSink.FileSink file =
                sink.file(List.of(place), member(TarMember.Kind.FILE, content.length, mode));
        file.write(0, content, content.length);
        file.finish();
        file.close();
    }

    private static void folder(FolderSink sink, int mode, String... place) throws IOException {
        sink.folder(List.of(place), member(TarMember.Kind.FOLDER, 0, mode));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void foldersHaveTheirTimesAlthoughFilesCameIntoThemLater() throws IOException {
        FolderSink sink = sink(false);
        folder(sink, 0700, "user");
        folder(sink, 0700, "user", "below");
        file(sink, 0600, "user", "below", "file");
        sink.commit();
        for (String path : List.of("user", "user/below", "user/below/file")) {
            assertThat(Files.getLastModifiedTime(destination.resolve("work").resolve(path)))
                    .as(path)
                    .isEqualTo(TIME);
        }
    }

    @Test
    void permissionsAreKeptWhereTheyAreWantedButNeverSetuid() throws IOException {
        assumeTrue(Files.getFileStore(destination).supportsFileAttributeView("posix"));
        FolderSink sink = sink(true);
        folder(sink, 0750, "user");
        folder(sink, 0550, "user", "locked");
        file(sink, 04711, "user", "locked", "program");
        sink.commit();
        Path user = destination.resolve("work/user");
        assertThat(permissions(user)).isEqualTo("rwxr-x---");
        assertThat(permissions(user.resolve("locked"))).isEqualTo("r-xr-x---");
        assertThat(permissions(user.resolve("locked/program"))).isEqualTo("rwx--x--x");
        assertThat(Files.getAttribute(user.resolve("locked/program"), "unix:mode"))
                .isEqualTo(0100711);
    }

    @Test
    void aFileThatDoesNotReachTheDiskKeepsItsArchiveIncomplete() throws IOException {
        FolderSink sink = sink(false);
        folder(sink, 0700, "user");
        file(sink, 0600, "user", "file");
        Files.delete(destination.resolve("work/user.incomplete/file"));
        assertThat(Problems.codeOf(sink::commit)).isEqualTo(RunProblem.WriteFailed.class);
        assertThat(sink.incomplete()).containsExactly("work/user.incomplete");
        assertThat(destination.resolve("work/user")).doesNotExist();
    }

    @Test
    void outputsAreTheNamesThatFilesReallyHave() throws IOException {
        Files.createDirectories(destination.resolve("work"));
        FolderSink sink = sink(false);
        folder(sink, 0700, "us:er");
        file(sink, 0600, "us:er", "aux");
        file(sink, 0600, "disk");
        sink.commit();
        assertThat(sink.outputs())
                .containsExactly(
                        new FolderSink.Output("work (2)/us_er/_aux", 7),
                        new FolderSink.Output("work (2)/disk", 7));
        for (FolderSink.Output output : sink.outputs()) {
            assertThat(destination.resolve(output.path())).hasContent("content");
        }
        assertThat(notes).contains(new MemberProblem.Renamed("us:er/aux", "_aux"));
    }

    @Test
    void aLongNameIsBlamedUnlessTheDriveIsFull() {
        MemberPlaces places = new MemberPlaces(vmFolder, true, notes::add, WriteLog.NONE);
        List<String> place = List.of("user", "n".repeat(61));
        assertThat(Problems.codeOf(() -> places.make(place, failing("File name too long"))))
                .isEqualTo(MemberProblem.NameNotWritable.class);
        assertThat(Problems.codeOf(() -> places.make(place, failing("No space left on device"))))
                .isEqualTo(RunProblem.DriveFull.class);
        assertThat(Problems.codeOf(() -> places.make(List.of("user", "n"), failing("broken"))))
                .isEqualTo(RunProblem.WriteFailed.class);
    }

    private static Staging.Maker failing(String reason) {
        return path -> {
            throw new IOException(reason);
        };
    }
}
