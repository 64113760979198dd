package org.lifeboat.wizard.browser;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.report.Messages;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which disk image is open, and where in it one is. */
final class DiskModel {

    /** Entries of one folder that are listed; a folder of more can be searched or copied whole. */
    private static final int MOST_LISTED = 1_000_000;

    private final Latest questions;
    private final Ticks ticks;
    private final ObjectProperty<View> view = new SimpleObjectProperty<>(new View.Nothing());
    private BrowsedDisk disk = new BrowsedDisk.Image(Path.of(""));
    private Optional<OpenImage> image = Optional.empty();
    private Optional<Partition> partition = Optional.empty();
    private Optional<BlockSource> volume = Optional.empty();
    private Cancellation wish = new Cancellation();

    /** What there is to see. */
    sealed interface View {

        /** Not yet. */
        record Nothing() implements View {}

        /** No files can be shown. */
        record Closed(String sentence) implements View {}

        /**
         * @param notes about the disk
         */
        record Partitions(List<Partition> partitions, List<Note> notes) implements View {}

        /**
         * @param rows in their usual order
         * @param isWhole whether all that is in the folder could be read
         * @param isSalvaged whether damage to a backup took something of the disk
         * @param notes about the disk and the folder
         */
        record Folder(
                Place place,
                List<FileRow> rows,
                boolean isWhole,
                boolean isSalvaged,
                List<Note> notes)
                implements View {}
    }

    DiskModel(Background background) {
        this.questions = Latest.atOnce(background);
        this.ticks = new Ticks(background);
    }

    ObjectProperty<View> viewProperty() {
        return view;
    }

    /** Whether something is being read. */
    ReadOnlyBooleanProperty busyProperty() {
        return questions.waitingProperty();
    }

    Ticks ticks() {
        return ticks;
    }

    BrowsedDisk disk() {
        return disk;
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

    void open(BrowsedDisk wanted) {
        close();
        disk = wanted;
        ask(
                own -> wanted.open(),
                opened -> {
                    image = opened;
                    opened.map(OpenImage::content)
                            .ifPresentOrElse(
                                    this::show,
                                    () ->
                                            view.set(
                                                    new View.Closed(
                                                            Messages.text("wizard.disk.none"))));
                },
                dropped -> dropped.ifPresent(OpenImage::close));
    }

    /** What is read from the disk, until the wish ends it. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Cancellation wish) throws Exception;
    }

    private <T> void ask(Reading<T> work, Consumer<T> done) {
        ask(work, done, dropped -> {});
    }

    /** Nobody waits any more for what was asked for before. */
    private <T> void ask(Reading<T> work, Consumer<T> done, Consumer<T> dropped) {
        wish.request();
        Cancellation mine = new Cancellation();
        wish = mine;
        questions.ask(() -> Looking.until(mine, () -> work.read(mine)), done, this::fail, dropped);
    }

    private void forget() {
        wish.request();
        questions.forget();
    }

    private void show(DiskContent content) {
        switch (content) {
            case DiskContent.Partitions parts -> showPartitions(parts);
            case DiskContent.Volume whole -> {
                if (whole.kind() == FileSystemKind.EXT) {
                    openFileSystem(whole.source());
                } else {
                    view.set(new View.Closed(DiskTexts.cannotOpen(whole.kind())));
                }
            }
        }
    }

    private void showPartitions(DiskContent.Partitions parts) {
        List<Note> notes =
                parts.integrity() == Integrity.GOOD
                        ? List.of()
                        : List.of(Note.damage(Messages.text("wizard.disk.table.damaged")));
        view.set(
                parts.partitions().isEmpty()
                        ? new View.Closed(Messages.text("wizard.disk.no.partitions"))
                        : new View.Partitions(parts.partitions(), notes));
    }

    /** Back to the partitions, where there are any. */
    void leavePartition() {
        if (image.isPresent() && hasPartitions()) {
            forget();
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
            forget();
            view.set(new View.Closed(Messages.text("wizard.disk.partition.other", chosen.kind())));
        }
    }

    private void openFileSystem(BlockSource source) {
        volume = Optional.of(source);
        OpenImage open = image.orElseThrow();
        ask(
                own -> list(open, source, Place.begin(open.fileSystem(source), own), own),
                folder -> {
                    ticks.begin(Optional.of(folder.place().fileSystem()));
                    view.set(folder);
                });
    }

    void enter(FolderEntry folder) {
        place().ifPresent(place -> go(place.down(folder)));
    }

    /** Shows another folder of the same file system. */
    void go(Place to) {
        OpenImage open = image.orElseThrow();
        BlockSource source = volume.orElseThrow();
        ask(own -> list(open, source, to, own), view::set);
    }

    /** Listed again if that met damage in a backup which was not known before: marks tell it. */
    private static View.Folder list(OpenImage open, BlockSource source, Place to, Cancellation wish)
            throws IOException {
        Place place = new Place(open.fileSystem(source), to.folders());
        View.Folder folder = list(open, place, wish);
        Ext4 now = open.fileSystem(source);
        return now == place.fileSystem() ? folder : list(open, new Place(now, to.folders()), wish);
    }

    private static View.Folder list(OpenImage open, Place place, Cancellation wish)
            throws IOException {
        boolean isSalvaged = open.isSalvaged(place.fileSystem());
        List<Note> notes = new ArrayList<>(diskNotes(place.fileSystem(), isSalvaged));
        notes.addAll(DiskTexts.damage(open.damage()));
        Ext4.Listing listing = place.fileSystem().list(place.folder(), MOST_LISTED, wish);
        listing.problems().forEach(problem -> notes.add(DiskTexts.note(problem)));
        if (listing.more()) {
            notes.add(Note.goodToKnow(Messages.text("wizard.disk.more", MOST_LISTED)));
        }
        List<FileRow> rows =
                listing.entries().stream()
                        .map(entry -> FileRow.of(place.fileSystem(), entry, place.folders()))
                        .sorted(FileRow.USUAL)
                        .toList();
        int marked = (int) rows.stream().filter(row -> !row.isWhole()).count();
        if (marked > 0) {
            notes.add(Note.damage(Messages.text("wizard.disk.marked", marked)));
        }
        return new View.Folder(place, rows, listing.isWhole(), isSalvaged, notes);
    }

    private static List<Note> diskNotes(Ext4 fileSystem, boolean isSalvaged) {
        List<Note> notes = new ArrayList<>();
        if (isSalvaged) {
            notes.add(Note.goodToKnow(Messages.text("wizard.disk.salvaged")));
        }
        DiskTexts.note(fileSystem.journal()).ifPresent(notes::add);
        if (fileSystem.integrity() != Integrity.GOOD) {
            notes.add(Note.damage(Messages.text("wizard.disk.superblock")));
        }
        return notes;
    }

    /** The folder above; from the topmost, the partitions if there are any. */
    void up() {
        switch (view.get()) {
            case View.Folder(Place place, _, _, _, _) when place.depth() > 0 ->
                    go(place.above(place.depth() - 1));
            case View.Folder _, View.Closed _ -> leavePartition();
            case View.Nothing _, View.Partitions _ -> {}
        }
    }

    void close() {
        forget();
        ticks.begin(Optional.empty());
        partition = Optional.empty();
        volume = Optional.empty();
        view.set(new View.Nothing());
        image.ifPresent(OpenImage::close);
        image = Optional.empty();
    }

    private void fail(Throwable failure) {
        view.set(new View.Closed(DiskTexts.of(disk.file(), failure)));
    }
}
