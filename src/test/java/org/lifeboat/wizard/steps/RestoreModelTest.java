package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.Wanted;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.ScryptSeal;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RestoreModelTest extends ModelTest {

    private static final String SLOW_CHUNK = "vm5/private.img.001.enc";

    private final RestoreModel model =
            new RestoreModel(session, Background.DIRECT, Cancellation::new);
    private boolean finished;

    private void restore() {
        session.destinationProperty().set(Optional.of(folder.resolve("restored")));
        model.begin(() -> finished = true);
    }

    private RestoreReport report() {
        return session.reportProperty().get().orElseThrow();
    }

    @Test
    void aRestoreEndsWithEverythingInPlaceAndAReport() {
        choose(BackupBuilder.workAndVault().seal());
        restore();
        assertThat(finished).isTrue();
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("restored/work/private.img")).exists();
        assertThat(folder.resolve("restored/lifeboat-report.html")).exists();
        assertThat(session.reportPage()).isPresent();
        assertThat(session.runningProperty().get()).isFalse();
        RestoreModel.Snapshot end = model.snapshot();
        assertThat(end.fraction()).isEqualTo(1);
        assertThat(end.vmFractions()).containsOnly(1);
        assertThat(end.inWork()).isEmpty();
    }

    /** Pauses its model as soon as a folder is there, once. */
    private RestoreModel pausing(Path begun) {
        RestoreModel[] own = new RestoreModel[1];
        boolean[] isOver = new boolean[1];
        own[0] =
                new RestoreModel(
                        session,
                        Background.DIRECT,
                        () ->
                                new Cancellation() {
                                    @Override
                                    public boolean isRequested() {
                                        if (!isOver[0] && Files.exists(begun)) {
                                            isOver[0] = true;
                                            own[0].pause();
                                        }
                                        return super.isRequested();
                                    }
                                });
        return own[0];
    }

    @Test
    void whatWasPausedIsGoneOnWithAndLeavesOneReport() throws IOException {
        BackupBuilder backup = BackupBuilder.workAndVault();
        choose(backup.seal());
        session.destinationProperty().set(Optional.of(folder.resolve("restored")));
        RestoreModel paused = pausing(folder.resolve("restored/work"));
        paused.begin(() -> finished = true);
        assertThat(finished).isFalse();
        assertThat(paused.pausedProperty().get()).contains("");
        assertThat(session.runningProperty().get()).isFalse();
        assertThat(folder.resolve("restored/lifeboat-report.html")).doesNotExist();
        paused.begin(() -> finished = true);
        assertThat(finished).isTrue();
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("restored/work (2)")).doesNotExist();
        assertThat(folder.resolve("restored/work/private.img"))
                .hasBinaryContent(backup.files().get("work/private.img"));
        assertThat(folder.resolve("restored/lifeboat-report.html")).exists();
    }

    @Test
    void anUnfinishedRestoreIsSeenInItsFolderAndCanBeBegunAnew() {
        choose(BackupBuilder.workAndVault().seal());
        String restored = folder.resolve("restored").toString();
        session.destinationProperty().set(Optional.of(folder.resolve("restored")));
        pausing(folder.resolve("restored/work")).begin(() -> finished = true);
        DestinationModel destination = new DestinationModel(session, Background.DIRECT);
        destination.measure(restored);
        DestinationModel.View left = destination.viewProperty().get().orElseThrow();
        assertThat(left.unfinished()).isPresent();
        assertThat(left.unfinished().get().archives()).isEqualTo(3);
        assertThat(left.names()).containsExactlyInAnyOrder("work", "vault");
        destination.begin(true, restored);
        DestinationModel.View anew = destination.viewProperty().get().orElseThrow();
        assertThat(anew.unfinished()).isPresent();
        assertThat(anew.names()).contains("work (2)");
        destination.take(restored);
        model.begin(() -> finished = true);
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("restored/work (2)/private.img")).exists();
    }

    @Test
    void whereARestoreWasPausedIsKnownUntilItHasEnded() {
        choose(BackupBuilder.workAndVault().seal());
        Path restored = folder.resolve("restored");
        session.destinationProperty().set(Optional.of(restored));
        RestoreModel paused = pausing(restored.resolve("work"));
        paused.begin(() -> finished = true);
        DestinationModel destination = new DestinationModel(session, Background.DIRECT);
        destination.findUnfinished();
        assertThat(destination.unfinishedPlaceProperty().get()).contains(restored);
        paused.begin(() -> finished = true);
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        destination.findUnfinished();
        assertThat(destination.unfinishedPlaceProperty().get()).isEmpty();
    }

    @Test
    void anotherBackupIsNotRestoredWhereThisOneWasPaused() {
        choose(BackupBuilder.workAndVault().seal());
        Path restored = folder.resolve("restored");
        session.destinationProperty().set(Optional.of(restored));
        pausing(restored.resolve("work")).begin(() -> finished = true);
        BackupBuilder other = new BackupBuilder();
        other.vm("other").file("private.img", new byte[1000]);
        choose(other.seal());
        DestinationModel destination = new DestinationModel(session, Background.DIRECT);
        destination.findUnfinished();
        assertThat(destination.unfinishedPlaceProperty().get()).isEmpty();
    }

    @Test
    void whatWasPausedBeforeAnythingWasInPlaceBeginsInTheSameFolders() {
        choose(BackupBuilder.workAndVault().seal());
        session.usesDamagedProperty().set(true);
        Path restored = folder.resolve("restored");
        session.destinationProperty().set(Optional.of(restored));
        RestoreModel paused = pausing(restored);
        paused.begin(() -> finished = true);
        DestinationModel destination = new DestinationModel(session, Background.DIRECT);
        destination.findUnfinished();
        assertThat(destination.unfinishedPlaceProperty().get()).contains(restored);
        destination.measure(restored.toString());
        DestinationModel.View view = destination.viewProperty().get().orElseThrow();
        assertThat(view.unfinished()).isEmpty();
        assertThat(view.names()).containsExactlyInAnyOrder("work", "vault");
        paused.begin(() -> finished = true);
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(restored.resolve("work/private.img")).exists();
    }

    @Test
    void copiedFilesArePartOfTheWork() throws IOException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", new EditedDisk("ext4-of-2016").bytes());
        choose(backup.seal());
        session.wantedProperty().set(Wanted.FILES);
        restore();
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("restored/work/files/your_data.txt")).exists();
        RestoreModel.Snapshot end = model.snapshot();
        assertThat(end.fraction()).isEqualTo(1);
        assertThat(end.vmFractions()).containsOnly(1);
        assertThat(end.inWork()).isEmpty();
    }

    @Test
    void theWorkOfABackupWithAKeyForEachChunkEndsWhole() {
        choose(BackupBuilder.workAndVault().format4().seal());
        restore();
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        RestoreModel.Snapshot end = model.snapshot();
        assertThat(end.fraction()).isEqualTo(1);
        assertThat(end.vmFractions()).containsOnly(1);
    }

    @Test
    @Timeout(60)
    void aKeyThatIsDerivedIsAStageWhoseBarMoves() {
        BackupBuilder backup = BackupBuilder.workAndVault().format4().seal();
        backup.edit(SLOW_CHUNK, part -> part.withBytes(ScryptSeal.slow()));
        choose(backup);
        session.destinationProperty().set(Optional.of(folder.resolve("restored")));
        Later later = new Later();
        Onlooker onlooker = new Onlooker();
        RestoreModel slow = new RestoreModel(session, later, () -> onlooker);
        slow.begin(() -> finished = true);
        onlooker.model = Optional.of(slow);
        later.finishFirst();
        assertThat(onlooker.fractions).hasSize(2).isSorted();
        assertThat(onlooker.fractions).allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
        assertThat(onlooker.marks).containsOnly(Mark.WORKING);
        assertThat(report().verdict()).isEqualTo(Verdict.CANCELLED);
    }

    /** Looks whenever the work asks whether to go on; ends it once the bar has moved twice. */
    private static final class Onlooker extends Cancellation {

        private final List<Double> fractions = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();
        private Optional<RestoreModel> model = Optional.empty();

        @Override
        public synchronized boolean isRequested() {
            if (!super.isRequested()) {
                model.ifPresent(this::look);
            }
            return super.isRequested();
        }

        private void look(RestoreModel seen) {
            double before = fractions.isEmpty() ? 0 : fractions.getLast();
            for (RestoreModel.InWork chunk : seen.snapshot().inWork()) {
                if (chunk.name().equals(SLOW_CHUNK)
                        && chunk.stage().equals("deriving its key")
                        && chunk.fraction() > before) {
                    fractions.add(chunk.fraction());
                    marks.add(Mark.of(seen.progress().state(slowChunk(seen))));
                }
            }
            if (fractions.size() == 2) {
                request();
            }
        }

        private static int slowChunk(RestoreModel model) {
            return model.progress().chunks().stream()
                    .map(Progress.PlannedChunk::name)
                    .toList()
                    .indexOf(SLOW_CHUNK);
        }
    }

    @Test
    void damagedPartsAreUsedInOneRunOnly() {
        choose(BackupBuilder.workAndVault().seal());
        session.usesDamagedProperty().set(true);
        restore();
        assertThat(session.usedDamaged()).isTrue();
        assertThat(session.usesDamagedProperty().get()).isFalse();
        restore();
        assertThat(session.usedDamaged()).isFalse();
    }

    @Test
    void anotherBackupIsNotRestoredWithItsDamagedParts() {
        choose(BackupBuilder.workAndVault().seal());
        session.usesDamagedProperty().set(true);
        session.fileProperty().set(Optional.of(folder.resolve("another")));
        assertThat(session.usesDamagedProperty().get()).isFalse();
    }

    @Test
    void verifyingWritesNothing() {
        choose(BackupBuilder.workAndVault().seal());
        assertThat(model.isRestore()).isFalse();
        model.begin(() -> finished = true);
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.toFile().list()).containsExactly("backup");
    }

    @Test
    void beforeTheEngineWorksNothingIsDone() {
        choose(BackupBuilder.workAndVault().seal());
        Later later = new Later();
        RestoreModel waiting = new RestoreModel(session, later, Cancellation::new);
        waiting.begin(() -> finished = true);
        assertThat(session.runningProperty().get()).isTrue();
        RestoreModel.Snapshot snapshot = waiting.snapshot();
        assertThat(snapshot.fraction()).isZero();
        assertThat(snapshot.secondsLeft()).isEmpty();
        assertThat(snapshot.vmFractions()).containsOnly(0);
        waiting.cancel();
        later.finishFirst();
        assertThat(finished).isTrue();
        assertThat(report().verdict()).isEqualTo(Verdict.CANCELLED);
    }

    @Test
    void aDestinationThatCannotBeUsedIsASentence() throws IOException {
        choose(BackupBuilder.workAndVault().seal());
        Files.createFile(folder.resolve("restored"));
        restore();
        assertThat(finished).isFalse();
        assertThat(model.failureProperty().get().orElseThrow()).contains("is not a folder");
        assertThat(session.runningProperty().get()).isFalse();
    }

    @Test
    void theResultIsShownThoughItsReportCannotBeWritten() throws IOException {
        choose(BackupBuilder.workAndVault().seal());
        Files.createDirectories(folder.resolve("restored/lifeboat-report.html/in/the/way"));
        Files.createDirectories(folder.resolve("restored/lifeboat-report.json/in/the/way"));
        restore();
        assertThat(finished).isTrue();
        assertThat(report().verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void theReportOfASecondRunIsNotTakenForTheFirstOnes() {
        choose(BackupBuilder.workAndVault().seal());
        restore();
        Path first = session.reportPage().orElseThrow();
        restore();
        Path second = session.reportPage().orElseThrow();
        assertThat(first).hasFileName("lifeboat-report.html").exists();
        assertThat(second).isNotEqualTo(first).exists();
    }
}
