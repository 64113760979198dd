package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Restored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Backups that were cut into pieces to fit on some drive. */
class SplitBackupTest {

    private static final int PIECE = 50_000;

    @TempDir private Path folder;

    private final BackupBuilder backup = workAndVault().seal();

    /** As many pieces as there are names; the last takes the rest. */
    private Path split(String... names) throws IOException {
        byte[] bytes = backup.bytes();
        for (int i = 0; i < names.length; i++) {
            int end = i == names.length - 1 ? bytes.length : (i + 1) * PIECE;
            Files.write(folder.resolve(names[i]), Arrays.copyOfRange(bytes, i * PIECE, end));
        }
        return folder.resolve(names[0]);
    }

    private Path letters() throws IOException {
        return split("b.aa", "b.ab", "b.ac", "b.ad");
    }

    @ParameterizedTest
    @CsvSource({
        "b.aa, b.ab, b.ac, b.ad",
        "b.000, b.001, b.002, b.003",
        "b.001, b.002, b.003, b.004",
        "b.part1, b.part2, b.part3, b.part4",
        "b.part01, b.part02, b.part03, b.part04",
        "xaa, xab, xac, xad"
    })
    void theFirstPieceOpensAllOfThem(String one, String two, String three, String four)
            throws IOException {
        Path first = split(one, two, three, four);
        Restored.from(backup, first, folder).isComplete();
    }

    @Test
    void aLaterPieceOpensAllAsWell() throws IOException {
        letters();
        Restored.from(backup, folder.resolve("b.ac"), folder).isComplete();
    }

    @Test
    void aWholeBackupThatIsNamedLikeAPieceIsOpenedAsItIs() throws IOException {
        Path alone = backup.write(folder.resolve("private.img.000"));
        Restored.from(backup, alone, folder).isComplete();
    }

    @Test
    void numberedBackupsAreNotPiecesOfOneAnother() throws IOException {
        Path first = backup.write(folder.resolve("backup.001"));
        backup.write(folder.resolve("backup.002"));
        byte[] damaged = workAndVault().seal().bytes();
        Arrays.fill(damaged, 0, 10_240, (byte) 7);
        Files.write(folder.resolve("backup.003"), Arrays.copyOf(damaged, damaged.length - 9));
        Restored.from(backup, first, folder).isComplete();
    }

    @Test
    void aPieceThatIsMissingIsNamedAndTheOthersAreUsed() throws IOException {
        Path first = letters();
        Files.delete(folder.resolve("b.ab"));
        Restored restored = Restored.from(backup, first, folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.problems()).contains("“b.ab” of the split backup is not beside");
        assertThat(restored.destination().resolve("vault/private.img")).exists();
    }

    @Test
    void aPieceThatWasNotCopiedWholeIsNamedAndTheOthersKeepTheirPlaces() throws IOException {
        Path first = letters();
        Path second = folder.resolve("b.ab");
        Files.write(second, Arrays.copyOf(Files.readAllBytes(second), PIECE - 7_000));
        Restored restored = Restored.from(backup, first, folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.problems()).contains("“b.ab” of the split backup is shorter");
        assertThat(restored.destination().resolve("vault/private.img")).exists();
    }

    @Test
    void aLastPieceThatIsTooShortOrMissingIsSaid() throws IOException {
        Path first = letters();
        Files.delete(folder.resolve("b.ad"));
        Restored restored = Restored.from(backup, first, folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.problems())
                .contains("its last piece, “b.ac”, was not copied whole, or pieces behind it");
    }

    @Test
    void aLaterPieceWithoutTheFirstIsNotTakenForSomethingElse() throws IOException {
        letters();
        Files.delete(folder.resolve("b.aa"));
        CommandRun run =
                CommandRun.withPassphrase(
                        folder.resolve("b.ab"), List.of("list", folder.resolve("b.ab").toString()));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("“b.ab” seems to be a later piece", "“b.aa”");
    }

    @Test
    void piecesThatWereCutAtWillAreJoinedAsTheyAre() throws IOException {
        byte[] bytes = backup.bytes();
        Files.write(folder.resolve("b.001"), Arrays.copyOfRange(bytes, 0, 70_000));
        Files.write(folder.resolve("b.002"), Arrays.copyOfRange(bytes, 70_000, 90_000));
        Files.write(folder.resolve("b.003"), Arrays.copyOfRange(bytes, 90_000, 110_000));
        Files.write(folder.resolve("b.004"), Arrays.copyOfRange(bytes, 110_000, bytes.length));
        Restored.from(backup, folder.resolve("b.001"), folder).isComplete();
    }
}
