package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

class SyncGroupTest {

    @TempDir Path folder;

    private final Queue<Path> synced = new ConcurrentLinkedQueue<>();
    private final Queue<Path> failed = new ConcurrentLinkedQueue<>();

    private SyncGroup.Member member(Path path) {
        return new SyncGroup.Member() {
            @Override
            public Path path() {
                return path;
            }

            @Override
            public long size() {
                return 1;
            }

            @Override
            public void synced() {
                synced.add(path);
            }

            @Override
            public void failed(IOException why) {
                failed.add(path);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, FileSystemSync.WORTH_IT - 1, FileSystemSync.WORTH_IT, 5000})
    void everyFileIsToldOnceHoweverManyThereAre(int count) throws IOException {
        SyncGroup group = new SyncGroup(folder);
        for (int i = 0; i < count; i++) {
            group.add(member(Files.writeString(folder.resolve("file" + i), "x")));
        }
        group.syncAll();
        group.syncAll();
        assertThat(synced).hasSize(count).doesNotHaveDuplicates();
        assertThat(failed).isEmpty();
    }

    @Test
    void aFileThatCannotBeSyncedIsToldAndTheOthersGoOn() throws IOException {
        SyncGroup group = new SyncGroup(folder);
        Path there = Files.writeString(folder.resolve("there"), "x");
        Path gone = folder.resolve("gone");
        List.of(there, gone).forEach(path -> group.add(member(path)));
        group.syncAll();
        assertThat(synced).containsExactly(there);
        assertThat(failed).containsExactly(gone);
    }

    @Test
    void aFileSystemThatIsGoneIsToldToEveryFile() {
        Path gone = folder.resolve("gone");
        assertThat(FileSystemSync.isThere(gone)).isFalse();
        SyncGroup group = new SyncGroup(gone);
        for (int i = 0; i < FileSystemSync.WORTH_IT; i++) {
            group.add(member(gone.resolve("file" + i)));
        }
        group.syncAll();
        assertThat(failed).hasSize(FileSystemSync.WORTH_IT);
        assertThat(synced).isEmpty();
    }
}
