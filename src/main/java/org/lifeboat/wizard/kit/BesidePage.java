package org.lifeboat.wizard.kit;

import org.lifeboat.report.Messages;

import java.util.Optional;

/** A page that is no step of its own, with its own headline and its own way back. */
public abstract class BesidePage extends Page {

    private final String key;
    private final Runnable back;

    /**
     * @param key of its texts
     * @param gap between what stands in its column, in pixels
     * @param back leads to where one came from
     */
    protected BesidePage(String key, double gap, Runnable back) {
        super(gap);
        this.key = key;
        this.back = back;
    }

    @Override
    public final String title() {
        return Messages.text(key + ".title");
    }

    @Override
    public String introduction() {
        return Messages.text(key + ".introduction");
    }

    @Override
    public final String help() {
        return Messages.has(key + ".help") ? Messages.text(key + ".help") : introduction();
    }

    @Override
    public final Optional<Runnable> wayBack() {
        return Optional.of(back);
    }
}
