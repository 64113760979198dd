package org.lifeboat.wizard.browser;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.report.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the table's columns say of an entry, as text. */
final class FileFacts {

    private FileFacts() {}

    /** Folders have none that means anything to people. */
    static String size(FileRow row) {
        return row.entry().kind() == EntryKind.FILE ? Messages.size(row.entry().size()) : "";
    }

    /** Folders, which show no size, stay in the order of their names. */
    static long sortedSize(FileRow row) {
        return row.entry().kind() == EntryKind.FILE ? row.entry().size() : 0;
    }

    /** An entry that cannot be read has no time. */
    static String day(Instant time) {
        return time.equals(Instant.EPOCH) ? "" : Messages.day(time);
    }

    /** Kind, size, time and what is wrong, for a line of text. */
    static String line(FileRow row) {
        FolderEntry entry = row.entry();
        List<String> facts = new ArrayList<>();
        facts.add(FileSort.of(entry).word());
        if (entry.kind() == EntryKind.FILE) {
            facts.add(Messages.size(entry.size()));
        }
        if (!entry.modified().equals(Instant.EPOCH)) {
            facts.add(Messages.minute(entry.modified()));
        }
        return String.join(", ", facts);
    }

    /** What is wrong with it, as a sentence. */
    static Optional<String> loss(FileRow row) {
        Optional<String> problem = row.entry().problem().map(DiskTexts::of);
        return switch (row.state()) {
            case WHOLE -> Optional.empty();
            case DOUBTFUL ->
                    problem.or(() -> Optional.of(DiskTexts.of(new DiskProblem.Doubtful())));
            case DAMAGED ->
                    problem.or(() -> Optional.of(Messages.text("wizard.disk.state.damaged")));
        };
    }

    static String spoken(FileRow row, boolean ticked) {
        String problem = loss(row).map(sentence -> ", " + sentence).orElse("");
        String state = Messages.text(ticked ? "wizard.disk.is.ticked" : "wizard.disk.is.not");
        return Messages.printable(row.name()) + ", " + line(row) + ", " + state + problem;
    }
}
