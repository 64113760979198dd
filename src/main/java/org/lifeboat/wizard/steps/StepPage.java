package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.kit.Page;

/** A page that is one of the wizard's steps; the step gives it its texts. */
public abstract class StepPage extends Page {

    private final Step step;
    private final Runnable onward;

    /**
     * @param gap between what stands in its column, in pixels
     * @param onward leads to the next step
     */
    StepPage(Step step, double gap, Runnable onward) {
        super(gap);
        this.step = step;
        this.onward = onward;
    }

    /** Leads to the next step. */
    final void goOn() {
        onward.run();
    }

    @Override
    public void primary() {
        goOn();
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
