package org.lifeboat.wizard;

import org.lifeboat.watch.Cancellation;

import java.util.function.Supplier;

/** The program's window, whose restores ask what a test gives them whether to stop. */
public final class WatchedWizard extends WizardApp {

    /** The toolkit makes the window, with no arguments for its constructor. */
    static Supplier<Cancellation> wishes = Cancellation::new;

    public WatchedWizard() {
        super(wishes);
    }
}
