package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.VmBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * What the tar inside an authentic archive may hold: whoever made the backup knew the passphrase,
 * yet may have been a VM's user who is not to be trusted with this computer.
 */
class MemberTest {

    private static final String HOME = "dom0-home/user/";
    private static final byte[] SMALL = "small".getBytes(UTF_8);

    @TempDir private Path folder;

    private final BackupBuilder backup = new BackupBuilder();
    private final VmBuilder dom0 = backup.vm("dom0", "QubesAdminVm", "dom0-home");
    private final VmBuilder vault = backup.vm("vault").file("private.img", random(1, 5000));

    /** JUnit warns of links that point out when it clears up. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path link : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** Restores dom0's home from this tar, and a VM that has nothing wrong with it. */
    private Restored home(HostileTar tar) {
        return home(tar.finished());
    }

    private Restored home(byte[] tar) {
        dom0.tar("user", tar);
        return Restored.from(backup.seal(), folder);
    }

    private static HostileTar homeTar() {
        return new HostileTar().folder("dom0-home/user");
    }

    private Path restored(String path) {
        return folder.resolve("restored/dom0-home").resolve(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/x",
                "../../x",
                "dom0-home/user/../x",
                "dom0-home/user/a/../../../../x",
                "dom0-home/../dom0-home/user/x",
                "/dom0-home/user/x",
                "dom0-home/user/..",
                "vm6/private.img",
                "dom0-home/other/x",
                "dom0-home/username",
                "dom0-home",
                "x",
                "",
                "C:x",
                "NUL"
            })
    void aMemberThatPointsElsewhereEndsItsArchive(String name) {
        home(homeTar().file(HOME + "before", SMALL).file(name, SMALL))
                .isDamagedBut("vault")
                .leavesIncomplete("dom0-home/user");
        assertThat(restored("user.incomplete/before")).hasBinaryContent(SMALL);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aLongNameThatPointsElsewhereEndsItsArchive() {
        home(homeTar().file(HOME + "a/".repeat(100) + "../".repeat(110) + "x", SMALL))
                .isDamagedBut("vault")
                .says("dangerous name");
    }

    @Test
    void aPaxNameWithANulByteEndsItsArchive() {
        home(homeTar().pax("path", HOME + "a\0b").file("x", SMALL))
                .isDamagedBut("vault")
                .says("dangerous name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:x", "NUL", "COM1.txt", "a\\..\\b", " ", "a ", "a.", "-rf", "~", "%"})
    void namesThatAreStrangeOnlyElsewhereAreKeptHere(String name) {
        dom0.expect("user/" + name, SMALL);
        home(homeTar().file(HOME + name, SMALL)).isComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b[31mred", "bell\u0007", "line\nend", "\u202egnp.exe", "\u009b2J"})
    void namesThatSteerATerminalAreShownWithoutThat(String name) {
        dom0.expect("user/" + name, SMALL);
        Restored restored =
                home(
                        homeTar()
                                .file(HOME + name, SMALL)
                                .member(HOME + name + "-device", '3', new byte[0], h -> h));
        restored.isDamagedBut("vault").says("is a device or a pipe");
        assertThat(restored.problems()).doesNotContain("\u001b", "\u0007", "\u202e", "\u009b");
    }

    @Test
    void nothingIsWrittenThroughALinkThatPointsOut() {
        home(homeTar()
                        .symbolicLink(HOME + "out", folder.toString())
                        .file(HOME + "out/written", SMALL))
                .isDamagedBut("vault")
                .leavesIncomplete("dom0-home/user");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void nothingIsWrittenThroughAnArchiveThatIsALink() {
        home(new HostileTar()
                        .symbolicLink("dom0-home/user", folder.toString())
                        .file(HOME + "written", SMALL))
                .isDamagedBut("vault");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void aFolderInPlaceOfALinkEndsItsArchive() {
        home(homeTar()
                        .symbolicLink(HOME + "out", folder.toString())
                        .folder(HOME + "out")
                        .file(HOME + "out/written", SMALL))
                .isDamagedBut("vault");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void aFileInPlaceOfALinkEndsItsArchive() {
        home(homeTar()
                        .symbolicLink(HOME + "out", folder.resolve("written").toString())
                        .file(HOME + "out", SMALL))
                .isDamagedBut("vault")
                .says("more than once");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void aLinkThatPointsOutIsMadeAsItWas() throws IOException {
        dom0.expect("user/a", SMALL);
        home(homeTar().symbolicLink(HOME + "out", "/etc/passwd").file(HOME + "a", SMALL));
        assertThat(Files.readSymbolicLink(restored("user/out"))).isEqualTo(Path.of("/etc/passwd"));
    }

    @Test
    void aLinkToNothingIsLeftOut() {
        Restored restored = home(homeTar().symbolicLink(HOME + "empty", ""));
        restored.isDamagedBut("vault").says("could not be made");
        assertThat(restored("user")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../../etc/passwd", "vm6/private.img", ""})
    void aHardLinkThatPointsOutEndsItsArchive(String target) {
        home(homeTar().hardLink(HOME + "link", target)).isDamagedBut("vault");
        assertThat(restored("user.incomplete/link")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "link", "folder", "symbolic", "device"})
    void aHardLinkToWhatIsNoFileIsLeftOut(String target) {
        dom0.expect("user/last", SMALL);
        Restored restored =
                home(
                        homeTar()
                                .folder(HOME + "folder")
                                .symbolicLink(HOME + "symbolic", "/etc/passwd")
                                .member(HOME + "device", '4', new byte[0], h -> h)
                                .hardLink(HOME + "link", HOME + target)
                                .file(HOME + "last", SMALL));
        restored.isDamagedBut("vault").says("is a second name for a file that is not there");
        assertThat(restored("user/last")).hasBinaryContent(SMALL);
        assertThat(restored("user/link")).doesNotExist();
    }

    @Test
    void aHardLinkToAFileIsThatFile() {
        dom0.expect("user/a", SMALL).expect("user/b", SMALL).expect("user/c", SMALL);
        home(homeTar()
                        .file(HOME + "a", SMALL)
                        .hardLink(HOME + "b", HOME + "a")
                        .hardLink(HOME + "c", HOME + "b"))
                .isComplete();
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6', 'Z', 'V', 'D'})
    void whatIsNoFileIsLeftOut(char type) {
        dom0.expect("user/last", SMALL);
        home(homeTar()
                        .member(HOME + "device", type, new byte[0], header -> header)
                        .file(HOME + "last", SMALL))
                .isDamagedBut("vault")
                .says("“dom0-home/user/device” is a device or a pipe");
        assertThat(restored("user/device")).doesNotExist();
    }

    @Test
    void aMemberThatStandsTwiceEndsItsArchive() {
        home(homeTar().file(HOME + "a", SMALL).file(HOME + "a", new byte[9]))
                .isDamagedBut("vault")
                .says("more than once");
    }

    @Test
    void aMemberBelowAFileEndsItsArchive() {
        home(homeTar().file(HOME + "a", SMALL).file(HOME + "a/b", SMALL)).isDamagedBut("vault");
    }

    @Test
    void membersThatDifferInCaseAreTwo() {
        dom0.expect("user/Readme", SMALL).expect("user/README", new byte[9]);
        home(homeTar().file(HOME + "Readme", SMALL).file(HOME + "README", new byte[9]))
                .isComplete();
    }

    @Test
    void setuidIsNotRestored() throws IOException {
        dom0.expect("user/shell", SMALL);
        home(homeTar()
                        .member(HOME + "shell", '0', SMALL, header -> header.mode(06755))
                        .member(HOME + "shared", '5', new byte[0], h -> h.mode(03777)))
                .isComplete();
        assertThat(mode("user/shell")).isEqualTo(0755);
        assertThat(mode("user/shared")).isEqualTo(0777);
    }

    private int mode(String path) throws IOException {
        return (int) Files.getAttribute(restored(path), "unix:mode", LinkOption.NOFOLLOW_LINKS)
                & 07777;
    }

    @Test
    void aFolderThatMayNotBeWrittenIsFilledAllTheSame() throws IOException {
        dom0.expect("user/closed/a", SMALL);
        home(homeTar()
                        .member(HOME + "closed", '5', new byte[0], h -> h.mode(0500))
                        .file(HOME + "closed/a", SMALL))
                .isComplete();
        assertThat(mode("user/closed")).isEqualTo(0500);
        Files.setPosixFilePermissions(
                restored("user/closed"), PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 40, 1L << 55, 1L << 62, Long.MAX_VALUE, 0})
    void aTimeThatNoDriveCanHoldLosesNothingElse(long seconds) {
        dom0.expect("user/a", SMALL);
        home(new HostileTar()
                        .member("dom0-home/user", '5', new byte[0], h -> h.modified(seconds))
                        .member(HOME + "a", '0', SMALL, h -> h.modified(seconds))
                        .symbolicLink(HOME + "link", "a"))
                .isComplete();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 511})
    void anImpossibleSizeEndsItsArchive(long size) {
        home(homeTar().member(HOME + "a", '0', SMALL, header -> header.number(124, size)))
                .isDamagedOrDoesNotFit("vault");
    }

    @Test
    void aSizeThatIsNoNumberEndsItsArchive() {
        home(homeTar().member(HOME + "a", '0', SMALL, h -> h.text(124, 12, "0000zz00000")))
                .isDamagedBut("vault")
                .says("Its list of files is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999999999999", "1e3", "", "0x10"})
    void aPaxSizeThatIsNoNumberEndsItsArchive(String size) {
        home(homeTar().pax("size", size).file(HOME + "a", SMALL)).isDamagedBut("vault");
    }

    @Test
    void aBrokenPaxHeaderEndsItsArchive() {
        for (String record :
                new String[] {"9999999 a=b\n", "0 a=b\n", "x", "5 a=b", "6 =b\nc", "1"}) {
            HostileTar tar = homeTar().member("x", 'x', record.getBytes(UTF_8), h -> h.posix());
            dom0.tar(record.hashCode() + "", tar.finished());
        }
        Restored.from(backup.seal(), folder).isDamagedBut("vault");
    }

    @Test
    void anExtensionOfManyMebibytesEndsItsArchive() {
        home(homeTar().member("x", 'L', new byte[(1 << 20) + 1], header -> header))
                .isDamagedBut("vault")
                .says("Its list of files is damaged");
    }

    @Test
    void aTarWithoutAnEndIsNotWhole() {
        home(homeTar().file(HOME + "a", SMALL).unfinished())
                .isDamagedBut("vault")
                .says("It ends too early")
                .leavesIncomplete("dom0-home/user");
    }

    @Test
    void aTarWithOneZeroBlockIsNotWhole() {
        home(homeTar().file(HOME + "a", SMALL).raw(new byte[512]).unfinished())
                .isDamagedBut("vault")
                .says("It ends too early");
    }

    @Test
    void whatFollowsTheEndOfATarIsNoticed() {
        home(homeTar().raw(new byte[1024]).file(HOME + "a", SMALL))
                .isDamagedBut("vault")
                .says("It goes on after its end");
    }

    @Test
    void anEmptyTarIsNotWhole() {
        home(new HostileTar()).isDamagedBut("vault").says("There is nothing in it");
    }

    @Test
    void whatIsNoTarIsNotWhole() {
        home(random(9, 10_240)).isDamagedBut("vault").says("Its list of files is damaged");
    }

    @Test
    void aHeaderWithAWrongChecksumEndsItsArchive() {
        byte[] tar = homeTar().file(HOME + "a", SMALL).finished();
        tar[512 + 20] ^= 1;
        home(tar).isDamagedBut("vault").says("Its list of files is damaged");
    }

    @Test
    void aDiskArchiveWithASecondMemberIsNotRestored() {
        vault.tar(
                "root.img",
                new HostileTar()
                        .file("vm6/root.img", SMALL)
                        .file("vm6/private.img", SMALL)
                        .finished());
        Restored restored = home(homeTar());
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.verdict("vault", "root.img")).isEqualTo("damaged");
        assertThat(restored.verdict("vault", "private.img")).isEqualTo("ok");
        restored.leavesIncomplete("vault/root.img");
    }

    @Test
    void aNameTooLongForTheDriveIsLeftOut() {
        dom0.expect("user/last", SMALL);
        Restored restored =
                home(homeTar().file(HOME + "n".repeat(300), SMALL).file(HOME + "last", SMALL));
        restored.isDamagedBut("vault").says("has a name that cannot be used on this drive");
        assertThat(restored("user/last")).hasBinaryContent(SMALL);
    }

    @Test
    void aPathDeeperThanAnyEndsItsArchive() {
        home(homeTar().file(HOME + "d/".repeat(2000) + "x", SMALL)).isDamagedBut("vault");
    }

    @Test
    void aWholeFolderIsRestoredWithItsLinksAsTheyWere() throws IOException {
        VmBuilder template = backup.vm("debian-8", "QubesTemplateVm", "vm9");
        template.tar(
                ".",
                new HostileTar()
                        .folder("vm9/.")
                        .file("vm9/./root.img", SMALL)
                        .symbolicLink("vm9/./icon.png", "vm9//usr/share/icons/green.png")
                        .finished());
        template.expect("root.img", SMALL);
        home(homeTar()).isComplete();
        assertThat(Files.readSymbolicLink(folder.resolve("restored/debian-8/icon.png")))
                .isEqualTo(Path.of("/usr/share/icons/green.png"));
    }
}
