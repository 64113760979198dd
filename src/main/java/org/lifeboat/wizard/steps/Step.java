package org.lifeboat.wizard.steps;

import org.lifeboat.report.Messages;

import java.util.Optional;

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
    public String label() {
        return text("label");
    }

    /** What the page is about, as its headline. */
    public String title() {
        return text("title");
    }

    /** One or two sentences below the headline. */
    public String introduction() {
        return text("introduction");
    }

    /** What one may want to know on its page, in a few paragraphs that a line break parts. */
    public String help() {
        return text("help");
    }

    /**
     * The step of Qubes' own recovery guide that the page stands for. There is a guide for each
     * format.
     *
     * @param format as the backup's header has it, once that is known
     */
    public String guide(Optional<Integer> format) {
        String key = key("guide");
        return format.map(number -> key + "." + number)
                .filter(Messages::has)
                .map(Messages::text)
                .orElseGet(() -> Messages.text(key));
    }

    private String text(String part) {
        return Messages.text(key(part));
    }

    private String key(String part) {
        return "wizard.step." + (ordinal() + 1) + "." + part;
    }
}
