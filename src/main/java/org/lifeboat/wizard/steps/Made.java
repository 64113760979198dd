package org.lifeboat.wizard.steps;

import org.lifeboat.report.Messages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When and by what a backup was made, as far as anybody can tell. */
final class Made {

    /** As Qubes writes it into a backup's name: {@code qubes-backup-2016-01-01T120000}. */
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})T\\d{4,6}");

    private Made() {}

    /**
     * One sentence.
     *
     * @param file the backup's name
     */
    static String sentence(String file, int format) {
        String maker = Messages.text("wizard.format." + format);
        return day(file)
                .map(day -> Messages.text("wizard.header.made.on", maker, shown(day)))
                .orElseGet(() -> Messages.text("wizard.header.made", maker));
    }

    /** The day that Qubes gave the file in its name; a file that was renamed has none. */
    static Optional<LocalDate> day(String file) {
        Matcher day = DAY.matcher(file);
        if (!day.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(day.group(1)),
                            Integer.parseInt(day.group(2)),
                            Integer.parseInt(day.group(3))));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static String shown(LocalDate day) {
        return Messages.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }
}
