package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.kit.Page;

import java.util.Locale;

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
        content().setId("page-" + step.name().toLowerCase(Locale.ROOT));
    }

    /** Leads to the next step. */
    final void goOn() {
        onward.run();
    }

    @Override
    public void primary() {
        goOn();
    }

    @Override
    public final String help() {
        return step.help();
    }

    public final Step step() {
        return step;
    }

    @Override
    public String title() {
        return step.title();
    }

    @Override
    public String introduction() {
        return step.introduction();
    }
}
