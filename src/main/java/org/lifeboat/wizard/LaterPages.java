package org.lifeboat.wizard;

import javafx.animation.AnimationTimer;

import org.lifeboat.wizard.steps.StepPages;

/** Makes the pages that nobody sees yet, one between two frames, once the window was drawn. */
final class LaterPages extends AnimationTimer {

    /** A frame is drawn after its timer was called. */
    private static final int DRAWN = 2;

    private final StepPages pages;
    private int frames;

    LaterPages(StepPages pages) {
        this.pages = pages;
    }

    @Override
    public void handle(long now) {
        frames++;
        if (frames > DRAWN && !pages.makeNext()) {
            stop();
        }
    }
}
