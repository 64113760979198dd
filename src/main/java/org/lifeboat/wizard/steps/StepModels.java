package org.lifeboat.wizard.steps;

import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;

import java.util.function.Supplier;

/**
 * What the pages of the steps show. Outlives the pages, which are made anew in another language.
 */
public final class StepModels {

    final Session session;
    final Background background;
    final BackupFileModel backupFile;
    final PassphraseModel passphrase;
    final VmsModel vms;
    final DestinationModel destination;
    final RestoreModel restore;

    /**
     * @param wishes gives each restore the wish to stop that it asks
     */
    public StepModels(Session session, Background background, Supplier<Cancellation> wishes) {
        this.session = session;
        this.background = background;
        backupFile = new BackupFileModel(session, background);
        passphrase = new PassphraseModel(session, background);
        vms = new VmsModel(session);
        destination = new DestinationModel(session, background);
        restore = new RestoreModel(session, background, wishes);
    }

    public Session session() {
        return session;
    }
}
