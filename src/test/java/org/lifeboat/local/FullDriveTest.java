package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** What is taken for a full drive, and what is not. */
class FullDriveTest {

    @TempDir private Path folder;

    @Test
    void aDriveWithoutSpaceIsFullHoweverItIsSaid() {
        IOException plain = new IOException("No space left on device");
        assertThat(FullDisk.isCauseOf(plain)).isTrue();
        assertThat(FullDisk.isCauseOf(new CompletionException(plain))).isTrue();
        assertThat(FullDisk.isCauseOf(new FileSystemException("x", null, "Disk quota exceeded")))
                .isTrue();
    }

    @Test
    void aFilesNameDoesNotMakeADriveFull() {
        assertThat(FullDisk.isCauseOf(new NoSuchFileException("/media/quota/No space left")))
                .isFalse();
    }

    @Test
    void aFolderThatWasRemovedIsNotOnAFullDrive() {
        assertThat(FreeSpace.in(folder.resolve("removed"))).isEmpty();
        assertThat(FreeSpace.in(folder)).isPresent();
    }
}
