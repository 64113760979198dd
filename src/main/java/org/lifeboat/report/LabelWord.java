package org.lifeboat.report;

import java.util.Locale;

/** The colour that Qubes gave a VM, as a word of the language that is spoken. */
public final class LabelWord {

    private LabelWord() {}

    /**
     * @param label as the backup has it, which may be none of Qubes' own
     */
    public static String of(String label) {
        String key = "vmlabel." + label.toLowerCase(Locale.ROOT);
        return Messages.has(key) ? Messages.text(key) : Messages.printable(label);
    }
}
