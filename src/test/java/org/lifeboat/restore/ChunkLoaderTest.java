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
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a loader tells while it works on one chunk. */
class ChunkLoaderTest {

    @TempDir private Path folder;

    private static final class Told implements Watch {
        private final List<Stage> stages = new ArrayList<>();
        private final Map<Stage, List<Double>> fractions = new EnumMap<>(Stage.class);

        @Override
        public void at(Stage stage, double fraction) {
            if (stages.isEmpty() || stages.getLast() != stage) {
                stages.add(stage);
            }
            fractions.computeIfAbsent(stage, first -> new ArrayList<>()).add(fraction);
        }
    }

    /** The same chunk twice. */
    private List<Told> loadedTwice(BackupBuilder backup) throws Exception {
        Path file = backup.write(folder.resolve("backup"));
        try (Passphrase passphrase = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, passphrase)) {
            Chunk chunk = open.vms().getFirst().archives().getFirst().chunks().getFirst();
            ChunkLoader loader = open.loader();
            List<Told> both = List.of(new Told(), new Told());
            for (Told told : both) {
                List<byte[]> pieces = new ArrayList<>(List.of(new byte[ChunkBytes.PIECE]));
                ChunkLoader.Loaded loaded = loader.load(chunk, pieces, piece -> {}, told);
                assertThat(loaded).isInstanceOf(ChunkLoader.Loaded.Authentic.class);
            }
            return both;
        }
    }

    @Test
    void aChunkWithAKeyOfItsOwnIsDerivingOnce() throws Exception {
        List<Told> told = loadedTwice(workAndVault().format4().seal());
        assertThat(told.getFirst().stages)
                .containsExactly(Stage.READING, Stage.DERIVING, Stage.AUTHENTICATING);
        assertThat(told.getFirst().fractions.get(Stage.DERIVING))
                .isSorted()
                .startsWith(0.0)
                .endsWith(1.0);
        assertThat(told.getFirst().fractions.get(Stage.AUTHENTICATING)).isSorted().endsWith(1.0);
        assertThat(told.getLast().stages).containsExactly(Stage.READING, Stage.AUTHENTICATING);
    }

    @Test
    void chunksOfOlderFormatsAreNeverDeriving() throws Exception {
        for (BackupBuilder older :
                List.of(workAndVault().seal(), workAndVault().format2().seal())) {
            assertThat(loadedTwice(older))
                    .allSatisfy(
                            told ->
                                    assertThat(told.stages)
                                            .containsExactly(Stage.READING, Stage.AUTHENTICATING));
        }
    }
}
