package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.kit.Page;

/** A page that is one of the wizard's steps; the step gives it its texts. */
public abstract class StepPage extends Page {

    private final Step step;

    StepPage(Step step) {
        this.step = step;
    }

    public final Step step() {
        return step;
    }

    @Override
    public final String title() {
        return step.title();
    }

    @Override
    public final String introduction() {
        return step.introduction();
    }
}
