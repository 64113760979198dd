package org.lifeboat.wizard.steps;

import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the pages of all steps and ties each to the next. */
public final class StepPages {

    private final BackupFileModel backupFile;
    private final Runnable toPassphrase;
    private final List<StepPage> pages;

    /**
     * @param go shows a step
     * @param browse opens a disk from a step
     * @param wishes gives each restore the wish to stop that it asks
     */
    public StepPages(
            Session session,
            Background background,
            Desktop desktop,
            Consumer<Step> go,
            BiConsumer<BrowsedDisk, Step> browse,
            Supplier<Cancellation> wishes) {
        toPassphrase = () -> go.accept(Step.PASSPHRASE);
        backupFile = new BackupFileModel(session, background);
        VmsModel vms = new VmsModel(session);
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
                        new PassphrasePage(
                                new PassphraseModel(session, background),
                                () -> go.accept(Step.HEADER)),
                        new HeaderPage(session, toVms),
                        vmsPage,
                        new DestinationPage(
                                new DestinationModel(session, background),
                                session,
                                () -> go.accept(Step.RESTORE)),
                        new RestorePage(
                                new RestoreModel(session, background, wishes),
                                background,
                                () -> go.accept(Step.RESULT)),
                        new ResultPage(
                                session,
                                background,
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
