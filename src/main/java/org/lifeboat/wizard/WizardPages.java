package org.lifeboat.wizard;

import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.browser.DiskPages;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.steps.Session;
import org.lifeboat.wizard.steps.Step;
import org.lifeboat.wizard.steps.StepPages;

import java.nio.file.Path;
import java.util.function.Supplier;

/** Puts the pages into their frame: those of the steps, and beside them those of a disk. */
final class WizardPages {

    private final StepPages steps;
    private final DiskPages disks;
    private final Wizard wizard;

    /**
     * @param wishes gives each restore the wish to stop that it asks
     */
    WizardPages(
            Session session,
            Background background,
            Desktop desktop,
            Supplier<Cancellation> wishes) {
        steps = new StepPages(session, background, desktop, this::go, this::browse, wishes);
        wizard = new Wizard(steps.all(), session::format);
        disks = new DiskPages(session.runningProperty(), background, desktop, wizard::goBeside);
    }

    Wizard wizard() {
        return wizard;
    }

    /** A file that was given from outside: a double click, an argument. */
    void choose(Path file) {
        steps.choose(file);
    }

    private void browse(BrowsedDisk disk, Step from) {
        disks.open(disk, () -> go(from));
    }

    private void go(Step step) {
        wizard.go(step);
    }
}
