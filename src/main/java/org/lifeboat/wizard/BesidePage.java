package org.lifeboat.wizard;

import org.lifeboat.report.Messages;

import java.util.Optional;

/** A page that is no step of its own, with its own headline and its own way back. */
abstract class BesidePage extends Page {

    private final String key;
    private final Runnable back;

    /**
     * @param key of its texts
     * @param back leads to where one came from
     */
    BesidePage(String key, Runnable back) {
        super(Step.RESULT);
        this.key = key;
        this.back = back;
    }

    @Override
    final String title() {
        return Messages.text(key + ".title");
    }

    @Override
    final String introduction() {
        return Messages.text(key + ".introduction");
    }

    @Override
    final Optional<Runnable> wayBack() {
        return Optional.of(back);
    }
}
