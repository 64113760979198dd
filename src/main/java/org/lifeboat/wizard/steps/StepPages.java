package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.kit.Desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes the pages of all steps and ties each to the next. */
public final class StepPages {

    private final BackupFileModel backupFile;
    private final Runnable toPassphrase;
    private final List<StepPage> pages;

    /**
     * @param go shows a step
     * @param browse opens a disk from a step
     */
    public StepPages(
            StepModels models,
            Desktop desktop,
            Consumer<Step> go,
            BiConsumer<BrowsedDisk, Step> browse) {
        Session session = models.session;
        VmsModel vms = models.vms;
        toPassphrase = () -> go.accept(Step.PASSPHRASE);
        backupFile = models.backupFile;
        VmsPage vmsPage =
                new VmsPage(
                        vms,
                        session,
                        () -> go.accept(Step.DESTINATION),
                        disk -> browse.accept(disk, Step.VMS));
        Runnable toVms =
                () -> {
                    vmsPage.setWayBack(Optional.empty());
                    go.accept(Step.VMS);
                };
        Runnable toMoreVms =
                () -> {
                    session.reportProperty().get().ifPresent(vms::untickRestored);
                    vmsPage.setWayBack(Optional.of(() -> go.accept(Step.RESULT)));
                    go.accept(Step.VMS);
                };
        pages =
                List.of(
                        new BackupFilePage(
                                backupFile,
                                toPassphrase,
                                image -> browse.accept(new BrowsedDisk.Image(image), Step.BACKUP)),
                        new PassphrasePage(models.passphrase, () -> go.accept(Step.HEADER)),
                        new HeaderPage(session, toVms),
                        vmsPage,
                        new DestinationPage(
                                models.destination, session, () -> go.accept(Step.RESTORE)),
                        new RestorePage(
                                models.restore, models.background, () -> go.accept(Step.RESULT)),
                        new ResultPage(
                                session,
                                models.background,
                                desktop,
                                toMoreVms,
                                () -> go.accept(Step.BACKUP),
                                image -> browse.accept(new BrowsedDisk.Image(image), Step.RESULT)));
    }

    /** In the order of their steps. */
    public List<StepPage> all() {
        return pages;
    }

    /** A file that was given from outside: a double click, an argument. Goes on if it will do. */
    public void choose(Path file) {
        backupFile.choose(file, toPassphrase);
    }
}
