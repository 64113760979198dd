package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.wizard.kit.Folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PlacesTest {

    @TempDir Path folder;

    @Test
    void theFolderOfTheLastBackupComesFirst() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Places.remember(other.resolve("backup"));
        Places.remember(folder.resolve("backup"));
        assertThat(Places.folders()).startsWith(folder, other);
    }

    @Test
    void filesNamedLikeBackupsAreFoundTheNewestFirst() throws IOException {
        Path old = Files.write(folder.resolve("qubes-2015-01-01T000000"), new byte[7]);
        Path later = Files.createFile(folder.resolve("qubes-2016-01-01T000000"));
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(1_000));
        Files.createFile(folder.resolve("qubes.iso"));
        Files.createFile(folder.resolve("holiday"));
        Files.createDirectory(folder.resolve("qubes-folder"));
        Places.remember(old);
        assertThat(Places.candidates())
                .extracting(Places.Candidate::path)
                .contains(later, old)
                .containsSubsequence(later, old)
                .doesNotContain(folder.resolve("qubes.iso"), folder.resolve("qubes-folder"));
        assertThat(Places.candidates())
                .filteredOn(found -> found.path().equals(old))
                .singleElement()
                .extracting(Places.Candidate::size)
                .isEqualTo(7L);
    }

    @Test
    void aFolderThatIsGoneIsLeftOut() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Places.remember(gone.resolve("backup"));
        Files.delete(gone);
        assertThat(Places.folders()).doesNotContain(gone);
    }

    @Test
    void aTypedFolderMayBeginAtTheHome() {
        assertThat(Folders.typed("~/saved ")).isEqualTo(Folders.home().resolve("saved"));
        assertThat(Folders.typed("~")).isEqualTo(Folders.home());
        assertThat(Folders.typed("saved")).isEqualTo(Folders.home().resolve("saved"));
        assertThat(Folders.typed("~user/saved")).isEqualTo(Folders.home().resolve("~user/saved"));
        Path absolute = Path.of("saved").toAbsolutePath();
        assertThat(Folders.typed(absolute.toString())).isEqualTo(absolute);
    }

    @Test
    void inATerminalANameBeginsAtTheCurrentFolderAndElseAtTheHome() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        assertThat(Folders.typedInTerminal(" saved")).isEqualTo(here.resolve("saved"));
        assertThat(Folders.typedInTerminal("~/saved")).isEqualTo(Folders.home().resolve("saved"));
        assertThat(Folders.typedInTerminal(folder.toString())).isEqualTo(folder);
        assertThat(Folders.foundInTerminal("src")).isEqualTo(here.resolve("src"));
        assertThat(Folders.foundInTerminal("nowhere")).isEqualTo(here.resolve("nowhere"));
        Path inHome = Files.createTempFile(Folders.home(), "backup", "");
        try {
            assertThat(Folders.foundInTerminal(inHome.getFileName().toString())).isEqualTo(inHome);
        } finally {
            Files.delete(inHome);
        }
    }

    @Test
    void aFolderThatIsReachedByADetourIsListedOnce() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Places.remember(folder.resolve("backup"));
        Places.remember(other.resolve("../backup"));
        assertThat(Places.folders()).containsOnlyOnce(folder).doesNotContain(other.resolve(".."));
    }

    @Test
    void aDetourBehindASymbolicLinkIsKept() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), deep);
        assertThat(Folders.straight(link.resolve(".."))).isEqualTo(link.resolve(".."));
    }
}
