package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.Problems;
import org.lifeboat.testing.TarBuilder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** What hostile or broken archives do to the place they are restored into: nothing. */
class ArchiveExtractorTest {

    @TempDir private Path folder;

    private final List<Problem> lost = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    private FolderSink sink() {
        return new FolderSink(new VmFolder(folder, "work"), false, false, notes::add);
    }

    private FolderSink extract(String archive, TarBuilder tar) throws IOException {
        FolderSink sink = sink();
        extract(archive, tar, sink);
        return sink;
    }

    private long extract(String archive, TarBuilder tar, MemberSink sink) throws IOException {
        ArchiveExtractor extractor =
                new ArchiveExtractor(new MemberNames("vm1", archive), sink, lost::add);
        extractor.extract(new ByteArrayInputStream(tar.toByteArray()));
        return extractor.restoredBytes();
    }

    private Class<?> problem(String archive, TarBuilder tar) {
        return Problems.codeOf(() -> extract(archive, tar));
    }

    @Test
    @Timeout(10)
    void aHundredGibibytesOfHolesCostNothing() throws IOException {
        long size = 100L << 30;
        TarBuilder tar =
                tar().sparse("vm1/private.img", size, new long[][] {{size / 2, 4}}, new byte[4]);
        assertThat(extract("private.img", tar.end(), MemberSink.NOWHERE)).isEqualTo(size);
    }

    @Test
    @Timeout(10)
    void holesStayHolesOnTheDisk() throws IOException {
        long size = 100L << 30;
        byte[] data = {1, 2, 3, 4};
        TarBuilder tar = tar().sparse("vm1/private.img", size, new long[][] {{size - 8, 4}}, data);
        FolderSink sink = extract("private.img", tar.end());
        assertThat(sink.outputs()).containsExactly(new FolderSink.Output("work/private.img", size));
        assertThat(folder.resolve("work/private.img")).hasSize(size);
    }

    @Test
    void aFileBearsItsFinalNameOnlyWhenItsArchiveEndsAsItMust() throws IOException {
        TarBuilder cut = tar().file("vm1/private.img", "content");
        FolderSink sink = sink();
        assertThat(Problems.codeOf(() -> extract("private.img", cut, sink)))
                .isEqualTo(StreamProblem.EndsEarly.class);
        assertThat(sink.incomplete()).containsExactly("work/private.img.incomplete");
        assertThat(folder.resolve("work/private.img")).doesNotExist();
        assertThat(folder.resolve("work/private.img.incomplete")).hasContent("content");
        extract("private.img", tar().file("vm1/private.img", "content").end());
        assertThat(folder.resolve("work (2)/private.img")).hasContent("content");
    }

    @Test
    void anEmptyArchiveIsAProblem() {
        assertThat(problem("private.img", tar().end())).isEqualTo(StreamProblem.TarEmpty.class);
    }

    @Test
    void aNameThatOccursTwiceIsAProblem() {
        TarBuilder tar = tar().file("vm1/a", "1").file("vm1/./a", "2").end();
        assertThat(problem(".", tar)).isEqualTo(MemberProblem.Twice.class);
    }

    @Test
    void moreMembersThanMemoryHoldsAreAProblem() throws IOException {
        byte[] tar = tar().file("vm1/a", "1").file("vm1/b", "2").end().toByteArray();
        assertThat(Problems.codeOf(() -> extractor(1).extract(new ByteArrayInputStream(tar))))
                .isEqualTo(StreamProblem.TarDamaged.class);
        extractor(2).extract(new ByteArrayInputStream(tar));
    }

    private ArchiveExtractor extractor(int mostMembers) {
        return new ArchiveExtractor(
                new MemberNames("vm1", "."), MemberSink.NOWHERE, lost::add, mostMembers);
    }

    @Test
    void aFolderMayOccurTwice() throws IOException {
        extract(".", tar().folder("vm1/a/").file("vm1/a/b", "1").folder("vm1/a/").end());
        assertThat(folder.resolve("work/a/b")).hasContent("1");
    }

    @Test
    void nothingIsWrittenThroughALink() {
        Path outside = folder.resolve("outside");
        TarBuilder tar = tar().symbolicLink("vm1/a", outside.toString()).file("vm1/a/b", "1").end();
        assertThat(problem(".", tar)).isEqualTo(MemberProblem.Unsafe.class);
        assertThat(outside).doesNotExist();
    }

    @Test
    void aFileCannotTakeALinksPlace() {
        TarBuilder tar = tar().symbolicLink("vm1/a", "/etc/passwd").file("vm1/a", "1").end();
        assertThat(problem(".", tar)).isEqualTo(MemberProblem.Twice.class);
    }

    @Test
    void aFileHasNoMembersBelowIt() {
        TarBuilder tar = tar().file("vm1/a", "1").file("vm1/a/b", "2").end();
        assertThat(problem(".", tar)).isEqualTo(MemberProblem.Unsafe.class);
    }

    @Test
    void aTemplatesFolderItselfCannotBeAFile() {
        assertThat(problem(".", tar().file("vm1/.", "1").end()))
                .isEqualTo(MemberProblem.Unsafe.class);
        assertThat(problem(".", tar().symbolicLink("vm1/.", "/").end()))
                .isEqualTo(MemberProblem.Unsafe.class);
    }

    @Test
    void nothingLeavesTheVmsFolder() throws IOException {
        assertThat(problem(".", tar().file("vm1/../../outside", "1").end()))
                .isEqualTo(MemberProblem.Unsafe.class);
        assertThat(problem(".", tar().file("/outside", "1").end()))
                .isEqualTo(MemberProblem.Unsafe.class);
        assertThat(problem(".", tar().hardLink("vm1/a", "/etc/passwd").end()))
                .isEqualTo(MemberProblem.Unsafe.class);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anotherVmsContentIsForeign() {
        assertThat(problem("private.img", tar().file("vm10/private.img", "1").end()))
                .isEqualTo(MemberProblem.Foreign.class);
        assertThat(problem(".", tar().file("vm1/a", "1").hardLink("vm1/b", "vm2/a").end()))
                .isEqualTo(MemberProblem.Foreign.class);
    }

    @Test
    void devicesAndPipesAreLeftOutAndTold() throws IOException {
        TarBuilder tar =
                tar().header('3', "vm1/null", 0, "")
                        .header('6', "vm1/pipe", 0, "")
                        .file("vm1/file", "content")
                        .end();
        extract(".", tar);
        assertThat(lost)
                .extracting(Object::getClass)
                .containsExactly(MemberProblem.KindSkipped.class, MemberProblem.KindSkipped.class);
        assertThat(folder.resolve("work/file")).hasContent("content");
        assertThat(folder.resolve("work/null")).doesNotExist();
    }

    @Test
    void aHardLinkToNothingIsLeftOutAndTold() throws IOException {
        TarBuilder tar =
                tar().symbolicLink("vm1/link", "nothing")
                        .hardLink("vm1/a", "vm1/link")
                        .hardLink("vm1/b", "vm1/nothing")
                        .hardLink("vm1/c", "vm1/c")
                        .end();
        extract(".", tar);
        assertThat(lost)
                .extracting(Object::getClass)
                .containsOnly(MemberProblem.LinkTargetUnknown.class)
                .hasSize(3);
    }

    @Test
    void hardLinksAreOneFile() throws IOException {
        extract(".", tar().file("vm1/a", "1").hardLink("vm1/b", "vm1/a").end());
        Path a = folder.resolve("work/a");
        assertThat(Files.isSameFile(a, folder.resolve("work/b"))).isTrue();
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() throws IOException {
        Path earlier = Files.createDirectory(folder.resolve("work"));
        Files.writeString(earlier.resolve("private.img"), "earlier");
        extract("private.img", tar().file("vm1/private.img", "new").end());
        assertThat(earlier.resolve("private.img")).hasContent("earlier");
        assertThat(folder.resolve("work (2)/private.img")).hasContent("new");
    }

    @Test
    void aVmsNameCannotLeadOutOfTheDestination() throws IOException {
        for (String name : List.of("..", "../outside", "/outside", "", "con")) {
            VmFolder vmFolder = new VmFolder(folder, name);
            FolderSink sink = new FolderSink(vmFolder, false, false, notes::add);
            extract("private.img", tar().file("vm1/private.img", "1").end(), sink);
            assertThat(folder.resolve(vmFolder.name()).resolve("private.img")).exists();
            assertThat(vmFolder.path().getParent()).isEqualTo(folder);
        }
    }

    @Test
    void filesAreReadableByTheirOwnerAlone() throws IOException {
        extract("private.img", tar().file("vm1/private.img", "1").end());
        Path file = folder.resolve("work/private.img");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
