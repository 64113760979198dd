package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.kit.Desktop;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the pages of all steps and ties each to the next: a page when it is wanted, or {@linkplain
 * #makeNext ahead of that}, so that the first one need not wait for the others.
 */
public final class StepPages {

    private final BackupFileModel backupFile;
    private final Runnable toPassphrase;
    private final Map<Step, Supplier<StepPage>> makers = new EnumMap<>(Step.class);
    private final Map<Step, StepPage> made = new EnumMap<>(Step.class);

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
        makers.put(
                Step.BACKUP,
                () ->
                        new BackupFilePage(
                                backupFile,
                                toPassphrase,
                                image -> browse.accept(new BrowsedDisk.Image(image), Step.BACKUP)));
        makers.put(
                Step.PASSPHRASE,
                () -> new PassphrasePage(models.passphrase, () -> go.accept(Step.HEADER)));
        Runnable toVms =
                () -> {
                    vmsPage().setWayBack(Optional.empty());
                    go.accept(Step.VMS);
                };
        makers.put(Step.HEADER, () -> new HeaderPage(session, toVms));
        makers.put(
                Step.VMS,
                () ->
                        new VmsPage(
                                vms,
                                session,
                                () -> go.accept(Step.DESTINATION),
                                disk -> browse.accept(disk, Step.VMS)));
        makers.put(
                Step.DESTINATION,
                () ->
                        new DestinationPage(
                                models.destination, session, () -> go.accept(Step.RESTORE)));
        makers.put(
                Step.RESTORE,
                () ->
                        new RestorePage(
                                models.restore, models.background, () -> go.accept(Step.RESULT)));
        Runnable toMoreVms =
                () -> {
                    session.reportProperty().get().ifPresent(vms::untickRestored);
                    vmsPage().setWayBack(Optional.of(() -> go.accept(Step.RESULT)));
                    go.accept(Step.VMS);
                };
        makers.put(
                Step.RESULT,
                () ->
                        new ResultPage(
                                session,
                                models.background,
                                desktop,
                                toMoreVms,
                                () -> go.accept(Step.BACKUP),
                                () -> go.accept(Step.DESTINATION),
                                image -> browse.accept(new BrowsedDisk.Image(image), Step.RESULT)));
    }

    private VmsPage vmsPage() {
        return (VmsPage) of(Step.VMS);
    }

    /** A step's page, always the same one. */
    public StepPage of(Step step) {
        return made.computeIfAbsent(step, wanted -> makers.get(wanted).get());
    }

    /**
     * Makes one of the pages that are not there yet.
     *
     * @return false if all are there
     */
    public boolean makeNext() {
        for (Step step : Step.values()) {
            if (!made.containsKey(step)) {
                of(step);
                return true;
            }
        }
        return false;
    }

    /** A file that was given from outside: a double click, an argument. Goes on if it will do. */
    public void choose(Path file) {
        backupFile.choose(file, toPassphrase);
    }
}
