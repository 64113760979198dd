package org.lifeboat.wizard.browser;

import javafx.beans.property.ReadOnlyBooleanProperty;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.disk.ext4.WalkLimits;
import org.lifeboat.report.Messages;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks through a whole file system for names. What it finds can be taken while it looks on. */
final class DiskSearch {

    /** More are of no use to anybody; another text finds fewer. */
    private static final int MOST_FOUND = 10_000;

    private final Latest searches;
    private Run run = new Run();
    private List<String> notes = List.of();

    /** What one search shares with the window. */
    private static final class Run {
        private final Queue<FileRow> found = new ConcurrentLinkedQueue<>();
        private final Cancellation cancellation = new Cancellation();
    }

    DiskSearch(Background background) {
        searches = Latest.atOnce(background);
    }

    ReadOnlyBooleanProperty runningProperty() {
        return searches.waitingProperty();
    }

    /**
     * @param text part of the name; empty for all
     * @param onlyLosses leaves out what is whole
     */
    void start(Ext4 fileSystem, String text, boolean onlyLosses) {
        stop();
        Run mine = new Run();
        run = mine;
        notes = List.of();
        searches.ask(
                () ->
                        Looking.until(
                                mine.cancellation, () -> look(fileSystem, text, onlyLosses, mine)),
                found -> notes = found,
                failed ->
                        notes =
                                failed instanceof CancellationException
                                        ? List.of()
                                        : List.of(Messages.text("wizard.disk.search.damaged", 1)));
    }

    private static List<String> look(Ext4 fileSystem, String text, boolean onlyLosses, Run run)
            throws IOException {
        List<String> notes = new ArrayList<>();
        String wanted = text.toLowerCase(Locale.ROOT);
        FolderEntry root = fileSystem.root(run.cancellation);
        TreeWalk walk = fileSystem.walk(root, WalkLimits.USUAL, run.cancellation);
        int count = 0;
        while (!run.cancellation.isRequested() && walk.hasNext()) {
            Found found = walk.next();
            String name = found.entry().name().text().toLowerCase(Locale.ROOT);
            if (found.depth() > 0 && name.contains(wanted)) {
                FileRow row = FileRow.of(fileSystem, found);
                if (!onlyLosses || row.isLoss()) {
                    run.found.add(row);
                    count++;
                }
            }
            if (count == MOST_FOUND) {
                notes.add(Messages.text("wizard.disk.search.many", MOST_FOUND));
                break;
            }
        }
        int damaged = walk.takeProblems().size();
        if (damaged > 0) {
            notes.add(Messages.text("wizard.disk.search.damaged", damaged));
        }
        return notes;
    }

    /** What was found since it was asked last. */
    List<FileRow> takeFound() {
        List<FileRow> taken = new ArrayList<>();
        for (FileRow row = run.found.poll(); row != null; row = run.found.poll()) {
            taken.add(row);
        }
        return taken;
    }

    /** Sentences about what was not looked through, once it is over. */
    List<String> notes() {
        return notes;
    }

    /** What was found until now stays. */
    void stop() {
        run.cancellation.request();
    }
}
