package org.lifeboat.wizard;

import java.nio.file.Path;
import java.util.List;

/** Makes the pages and ties each to the next. */
final class WizardPages {

    private final BackupFileModel backupFile;
    private final Wizard wizard;
    private final DiskPages disks;

    WizardPages(Session session, Background background, Desktop desktop) {
        backupFile = new BackupFileModel(session, background);
        VmsModel vms = new VmsModel(session);
        RestoreModel restore = new RestoreModel(session, background);
        wizard =
                new Wizard(
                        List.of(
                                new BackupFilePage(
                                        backupFile,
                                        () -> go(Step.PASSPHRASE),
                                        image -> browse(image, Step.BACKUP)),
                                new PassphrasePage(
                                        new PassphraseModel(session, background),
                                        () -> go(Step.HEADER)),
                                new HeaderPage(session, () -> go(Step.VMS)),
                                new VmsPage(vms, session, () -> go(Step.DESTINATION)),
                                new DestinationPage(
                                        new DestinationModel(session, background),
                                        session,
                                        () -> go(Step.RESTORE)),
                                new RestorePage(restore, () -> go(Step.RESULT)),
                                new ResultPage(
                                        session,
                                        background,
                                        desktop,
                                        () -> {
                                            session.reportProperty()
                                                    .get()
                                                    .ifPresent(vms::untickRestored);
                                            go(Step.VMS);
                                        },
                                        image -> browse(image, Step.RESULT))),
                        session::format);
        disks = new DiskPages(session, background, desktop, wizard::goBeside);
    }

    Wizard wizard() {
        return wizard;
    }

    /** A file that was given from outside: a double click, an argument. */
    void choose(Path file) {
        backupFile.choose(file);
    }

    private void browse(Path image, Step from) {
        disks.open(image, () -> go(from));
    }

    private void go(Step step) {
        wizard.go(step);
    }
}
