package org.lifeboat.wizard.browser;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.JournalState;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Background;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which disk image is open, and where in it one is. */
final class DiskModel {

    /** Entries of one folder that are listed; a folder of more can be searched or copied whole. */
    private static final int MOST_LISTED = 1_000_000;

    private final Background background;
    private final Ticks ticks;
    private final ObjectProperty<View> view = new SimpleObjectProperty<>(new View.Nothing());
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private Path path = Path.of("");
    private Optional<OpenImage> image = Optional.empty();
    private Optional<Partition> partition = Optional.empty();
    private int asked;

    /** What there is to see. */
    sealed interface View {

        /** Not yet. */
        record Nothing() implements View {}

        /** No files can be shown. */
        record Closed(String sentence) implements View {}

        /**
         * @param notes sentences about the disk
         */
        record Partitions(List<Partition> partitions, List<String> notes) implements View {}

        /**
         * @param rows in their usual order
         * @param notes sentences about the disk and the folder
         */
        record Folder(Place place, List<FileRow> rows, List<String> notes) implements View {}
    }

    DiskModel(Background background) {
        this.background = background;
        this.ticks = new Ticks(background);
    }

    ObjectProperty<View> viewProperty() {
        return view;
    }

    /** Whether something is being read. */
    BooleanProperty busyProperty() {
        return busy;
    }

    Ticks ticks() {
        return ticks;
    }

    Path path() {
        return path;
    }

    /** The partition that one is in, if the disk has any. */
    Optional<Partition> partition() {
        return partition;
    }

    boolean hasPartitions() {
        return image.map(open -> open.content() instanceof DiskContent.Partitions).orElse(false);
    }

    /** The folder that is shown. */
    Optional<Place> place() {
        return view.get() instanceof View.Folder folder
                ? Optional.of(folder.place())
                : Optional.empty();
    }

    void open(Path file) {
        close();
        path = file;
        int mine = begin();
        background.run(
                () -> OpenImage.open(file),
                opened -> {
                    if (mine == asked) {
                        image = Optional.of(opened);
                        busy.set(false);
                        show(opened.content());
                    } else {
                        opened.close();
                    }
                },
                failure -> fail(mine, failure));
    }

    private void show(DiskContent content) {
        switch (content) {
            case DiskContent.Partitions parts -> showPartitions(parts);
            case DiskContent.Volume volume -> {
                if (volume.kind() == FileSystemKind.EXT) {
                    openFileSystem(volume.source());
                } else {
                    view.set(new View.Closed(DiskTexts.cannotOpen(volume.kind())));
                }
            }
        }
    }

    private void showPartitions(DiskContent.Partitions parts) {
        List<String> notes =
                parts.integrity() == Integrity.GOOD
                        ? List.of()
                        : List.of(Messages.text("wizard.disk.table.damaged"));
        view.set(
                parts.partitions().isEmpty()
                        ? new View.Closed(Messages.text("wizard.disk.no.partitions"))
                        : new View.Partitions(parts.partitions(), notes));
    }

    /** Back to the partitions, where there are any. */
    void leavePartition() {
        if (image.isPresent() && hasPartitions()) {
            begin();
            busy.set(false);
            partition = Optional.empty();
            ticks.begin(Optional.empty());
            show(image.get().content());
        }
    }

    void enter(Partition chosen) {
        partition = Optional.of(chosen);
        if (chosen.kind() == FileSystemKind.EXT) {
            openFileSystem(chosen.source());
        } else {
            begin();
            busy.set(false);
            view.set(new View.Closed(Messages.text("wizard.disk.partition.other", chosen.kind())));
        }
    }

    private void openFileSystem(BlockSource source) {
        int mine = begin();
        background.run(
                () -> list(Place.begin(Ext4.open(source))),
                folder -> {
                    if (mine == asked) {
                        ticks.begin(Optional.of(folder.place().fileSystem()));
                        show(folder);
                    }
                },
                failure -> fail(mine, failure));
    }

    void enter(FolderEntry folder) {
        place().ifPresent(place -> go(place.down(folder)));
    }

    /** Shows another folder of the same file system. */
    void go(Place to) {
        int mine = begin();
        background.run(
                () -> list(to),
                folder -> {
                    if (mine == asked) {
                        show(folder);
                    }
                },
                failure -> fail(mine, failure));
    }

    private void show(View.Folder folder) {
        busy.set(false);
        view.set(folder);
    }

    private static View.Folder list(Place place) throws IOException {
        List<String> notes = new ArrayList<>(diskNotes(place.fileSystem()));
        Ext4.Listing listing = place.fileSystem().list(place.folder(), MOST_LISTED);
        listing.problems().forEach(problem -> notes.add(DiskTexts.of(problem)));
        if (listing.more()) {
            notes.add(Messages.text("wizard.disk.more", MOST_LISTED));
        }
        List<FileRow> rows =
                listing.entries().stream()
                        .map(entry -> FileRow.of(entry, place.folders()))
                        .sorted(FileRow.USUAL)
                        .toList();
        int doubtful = (int) rows.stream().filter(row -> row.entry().problem().isPresent()).count();
        if (doubtful > 0) {
            notes.add(Messages.counted("wizard.disk.doubtful", doubtful));
        }
        return new View.Folder(place, rows, notes);
    }

    private static List<String> diskNotes(Ext4 fileSystem) {
        List<String> notes = new ArrayList<>();
        if (fileSystem.journal() == JournalState.APPLIED) {
            notes.add(Messages.text("wizard.disk.journal.applied"));
        } else if (fileSystem.journal() == JournalState.DAMAGED) {
            notes.add(Messages.text("disk.journal.damaged"));
        }
        if (fileSystem.integrity() != Integrity.GOOD) {
            notes.add(Messages.text("wizard.disk.superblock"));
        }
        return notes;
    }

    /** The folder above; from the topmost, the partitions if there are any. */
    void up() {
        switch (view.get()) {
            case View.Folder(Place place, _, _) when place.depth() > 0 ->
                    go(place.above(place.depth() - 1));
            case View.Folder _, View.Closed _ -> leavePartition();
            case View.Nothing _, View.Partitions _ -> {}
        }
    }

    void close() {
        begin();
        busy.set(false);
        ticks.begin(Optional.empty());
        partition = Optional.empty();
        view.set(new View.Nothing());
        image.ifPresent(OpenImage::close);
        image = Optional.empty();
    }

    /** What was asked before is of no interest any more. */
    private int begin() {
        busy.set(true);
        return ++asked;
    }

    private void fail(int mine, Throwable failure) {
        if (mine == asked) {
            busy.set(false);
            view.set(new View.Closed(DiskTexts.of(path, failure)));
        }
    }
}
