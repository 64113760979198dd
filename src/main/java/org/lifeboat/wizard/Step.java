package org.lifeboat.wizard;

import org.lifeboat.report.Messages;

/** The pages in their order. */
public enum Step {
    BACKUP,
    PASSPHRASE,
    HEADER,
    VMS,
    DESTINATION,
    RESTORE,
    RESULT;

    /** Its name on the rail. */
    String label() {
        return text("label");
    }

    /** What the page is about, as its headline. */
    String title() {
        return text("title");
    }

    /** One or two sentences below the headline. */
    String introduction() {
        return text("introduction");
    }

    /** The step of Qubes' own recovery guide that the page stands for. */
    String guide() {
        return text("guide");
    }

    private String text(String part) {
        return Messages.text("wizard.step." + (ordinal() + 1) + "." + part);
    }
}
