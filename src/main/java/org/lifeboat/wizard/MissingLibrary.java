package org.lifeboat.wizard;

import org.lifeboat.report.Messages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells apart a system that has no libraries for windows from a fault of the program. */
final class MissingLibrary {

    private static final String GTK = "libgtk-3.so.0 (GTK 3)";

    /** As the system's loader has it. */
    private static final Pattern LIBRARY =
            Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object file");

    private MissingLibrary() {}

    /**
     * @param failure of the start
     * @return why no window can be shown, as a sentence, if that is the system's
     */
    static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            Matcher library = LIBRARY.matcher(text);
            if (cause instanceof UnsatisfiedLinkError && library.find()) {
                return Optional.of(Messages.text("cli.no.library", library.group(1)));
            }
            if (cause instanceof UnsupportedOperationException && text.contains("GTK")) {
                return Optional.of(Messages.text("cli.no.library", GTK));
            }
            if (cause instanceof UnsupportedOperationException && text.contains("DISPLAY")) {
                return Optional.of(Messages.text("cli.no.display"));
            }
        }
        return Optional.empty();
    }
}
