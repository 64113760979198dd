package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a loader tells while it works on one chunk. */
class ChunkLoaderTest {

    @TempDir private Path folder;

    private static final class Told implements ChunkLoader.Watcher {
        private final List<ChunkState> states = new ArrayList<>();
        private final List<Double> derived = new ArrayList<>();
        private long authenticated;

        @Override
        public void enter(ChunkState state) {
            states.add(state);
        }

        @Override
        public void moved(long bytes) {
            authenticated += states.getLast() == ChunkState.AUTHENTICATING ? bytes : 0;
        }

        @Override
        public void derived(double done) {
            assertThat(states).last().isEqualTo(ChunkState.DERIVING);
            derived.add(done);
        }
    }

    /** The same chunk twice. */
    private List<Told> loadedTwice(BackupBuilder backup) throws Exception {
        Path file = backup.write(folder.resolve("backup"));
        try (Passphrase passphrase = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, passphrase)) {
            Chunk chunk = open.vms().getFirst().archives().getFirst().chunks().getFirst();
            ChunkLoader loader = new ChunkLoader(open.source(), open.format(), new Cancellation());
            List<Told> both = List.of(new Told(), new Told());
            for (Told told : both) {
                List<byte[]> pieces = new ArrayList<>(List.of(new byte[ChunkBytes.PIECE]));
                ChunkLoader.Loaded loaded = loader.load(chunk, pieces, piece -> {}, told);
                assertThat(loaded.isAuthentic()).isTrue();
            }
            return both;
        }
    }

    @Test
    void aChunkWithAKeyOfItsOwnIsDerivingOnce() throws Exception {
        List<Told> told = loadedTwice(workAndVault().format4().seal());
        assertThat(told.getFirst().states)
                .containsExactly(
                        ChunkState.READING, ChunkState.DERIVING, ChunkState.AUTHENTICATING);
        assertThat(told.getFirst().derived).isSorted().startsWith(0.0).endsWith(1.0);
        assertThat(told.getFirst().authenticated).isPositive();
        assertThat(told.getLast().states)
                .containsExactly(ChunkState.READING, ChunkState.AUTHENTICATING);
    }

    @Test
    void chunksOfOlderFormatsAreNeverDeriving() throws Exception {
        for (BackupBuilder older :
                List.of(workAndVault().seal(), workAndVault().format2().seal())) {
            assertThat(loadedTwice(older))
                    .allSatisfy(
                            told ->
                                    assertThat(told.states)
                                            .containsExactly(
                                                    ChunkState.READING, ChunkState.AUTHENTICATING));
        }
    }
}
