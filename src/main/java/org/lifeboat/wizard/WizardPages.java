package org.lifeboat.wizard;

import javafx.scene.Parent;

import org.lifeboat.language.Language;
import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.browser.DiskPages;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.steps.Step;
import org.lifeboat.wizard.steps.StepModels;
import org.lifeboat.wizard.steps.StepPages;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Puts the pages into their frame: those of the steps, and beside them those of a disk. */
final class WizardPages {

    private final StepModels models;
    private final Background background;
    private final Desktop desktop;
    private final Consumer<Language> speak;
    private StepPages steps;
    private DiskPages disks;
    private Wizard wizard;

    /**
     * @param speak changes the language
     */
    WizardPages(
            StepModels models, Background background, Desktop desktop, Consumer<Language> speak) {
        this.models = models;
        this.background = background;
        this.desktop = desktop;
        this.speak = speak;
        make();
    }

    private void make() {
        steps = new StepPages(models, desktop, this::go, this::browse);
        wizard =
                new Wizard(
                        steps::of,
                        models.session()::format,
                        LanguageMenu.of(speak, models.session().runningProperty()));
        disks =
                new DiskPages(
                        models.session().runningProperty(),
                        background,
                        desktop,
                        page -> wizard.goBeside(page));
        new LaterPages(steps).start();
    }

    /**
     * Makes all pages anew, in the language that is spoken now, and shows the step that was shown.
     */
    Parent anew() {
        Step step = wizard.step();
        make();
        // The page of a restore begins one when it is shown.
        go(step == Step.RESTORE ? Step.DESTINATION : step);
        return wizard.node();
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
