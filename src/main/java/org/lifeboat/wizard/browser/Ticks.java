package org.lifeboat.wizard.browser;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.lifeboat.disk.copy.CopyEstimate;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Name;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is ticked in a file system, and how much that is. A ticked folder stands for all that is in
 * it; what is in it is counted in the background, one folder after the other.
 */
final class Ticks {

    private final Latest counts;
    private final Map<List<Name>, Ticked> ticked = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
    private Optional<Ext4> fileSystem = Optional.empty();
    private CopyOptions options = CopyOptions.AS_IN_IMAGE;
    private Cancellation counting = new Cancellation();

    /**
     * @param size nothing until it was counted
     */
    private record Ticked(FolderEntry entry, Optional<CopyEstimate> size) {}

    /**
     * All that is ticked.
     *
     * @param ticks boxes that are ticked
     * @param bytes of files, holes included
     * @param storedBytes what they take on another disk
     * @param complete whether all folders were counted
     */
    record Total(int ticks, long files, long bytes, long storedBytes, boolean complete) {}

    Ticks(Background background) {
        counts = Latest.atOnce(background);
    }

    /** Changes whenever a tick or the total does. */
    ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Begins anew; ticks belong to one file system. */
    void begin(Optional<Ext4> now) {
        counting.request();
        counting = new Cancellation();
        counts.forget();
        fileSystem = now;
        options = CopyOptions.AS_IN_IMAGE;
        ticked.clear();
        changed();
    }

    /** The same, counting in folders only what damage took nothing of. */
    void beginWhole(Ext4 now) {
        begin(Optional.of(now));
        options = options.wholeFiles();
    }

    boolean isTicked(FileRow row) {
        List<Name> path = row.path();
        return ticked.containsKey(path) || isInTicked(path);
    }

    /** Whether it comes along with a folder above it. */
    boolean isInTicked(FileRow row) {
        return isInTicked(row.path());
    }

    private boolean isInTicked(List<Name> path) {
        for (int depth = 1; depth < path.size(); depth++) {
            if (ticked.containsKey(path.subList(0, depth))) {
                return true;
            }
        }
        return false;
    }

    /** What is in a ticked folder has no tick of its own, and stays as it is. */
    void set(Collection<FileRow> rows, boolean on) {
        for (FileRow row : rows) {
            List<Name> path = row.path();
            if (!on) {
                ticked.remove(path);
            } else if (!isInTicked(path)) {
                ticked.putIfAbsent(path, new Ticked(row.entry(), knownSize(row.entry())));
            }
        }
        if (on) {
            List<List<Name>> doubled = ticked.keySet().stream().filter(this::isInTicked).toList();
            doubled.forEach(ticked::remove);
        }
        changed();
        countNext();
    }

    private static Optional<CopyEstimate> knownSize(FolderEntry entry) {
        if (entry.isFolder()) {
            return Optional.empty();
        }
        if (entry.kind() != EntryKind.FILE) {
            return Optional.of(CopyEstimate.NOTHING);
        }
        long stored = Math.min(entry.size(), entry.stored());
        return Optional.of(new CopyEstimate(1, 0, entry.size(), stored, 0));
    }

    private void countNext() {
        if (!counts.waitingProperty().get() && fileSystem.isPresent()) {
            count(fileSystem.get());
        }
    }

    private void count(Ext4 from) {
        Map<List<Name>, FolderEntry> uncounted = new HashMap<>();
        ticked.forEach(
                (path, tick) -> {
                    if (tick.size().isEmpty()) {
                        uncounted.put(path, tick.entry());
                    }
                });
        if (uncounted.isEmpty()) {
            return;
        }
        Cancellation mine = counting;
        TreeCopier copier = new TreeCopier(from, options);
        counts.ask(
                () -> Looking.until(mine, () -> sizes(uncounted, copier, mine)),
                sizes -> counted(from, sizes),
                failed -> {});
    }

    private static Map<List<Name>, CopyEstimate> sizes(
            Map<List<Name>, FolderEntry> uncounted, TreeCopier copier, Cancellation wish) {
        Map<List<Name>, CopyEstimate> sizes = new HashMap<>();
        uncounted.forEach((path, entry) -> sizes.put(path, copier.estimate(List.of(entry), wish)));
        return sizes;
    }

    private void counted(Ext4 from, Map<List<Name>, CopyEstimate> sizes) {
        sizes.forEach(
                (path, size) ->
                        ticked.computeIfPresent(
                                path, (p, tick) -> new Ticked(tick.entry(), Optional.of(size))));
        changed();
        count(from);
    }

    Total total() {
        CopyEstimate sum = CopyEstimate.NOTHING;
        boolean complete = true;
        for (Ticked tick : ticked.values()) {
            complete &= tick.size().isPresent();
            sum = tick.size().map(sum::and).orElse(sum);
        }
        return new Total(ticked.size(), sum.files(), sum.bytes(), sum.storedBytes(), complete);
    }

    List<FolderEntry> entries() {
        return ticked.values().stream().map(Ticked::entry).toList();
    }

    private void changed() {
        version.set(version.get() + 1);
    }
}
