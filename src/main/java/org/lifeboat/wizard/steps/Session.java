package org.lifeboat.wizard.steps;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.crypto.PassphraseVariant;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.SpaceNeed;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.Wanted;
import org.lifeboat.wizard.browser.BackupDisks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the pages hand on to each other. Lives on the window's thread. */
public final class Session implements AutoCloseable {

    private final Optional<Sample> sample;
    private final ObjectProperty<Optional<Path>> file =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Path>> copies = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<OpenBackup>> backup =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<VmContents>> chosen = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Path>> destination =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<RestoreReport>> report =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<SpaceNeed>> need =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty usesDamaged = new SimpleBooleanProperty();
    private boolean usedDamaged;
    private final BooleanProperty anew = new SimpleBooleanProperty();
    private final ObjectProperty<Wanted> wanted = new SimpleObjectProperty<>(Wanted.DISKS);
    private final BooleanProperty running = new SimpleBooleanProperty();
    private Optional<RestoreReport> mended = Optional.empty();
    private Optional<Path> reportPage = Optional.empty();
    private Optional<PassphraseVariant.Kind> variant = Optional.empty();
    private List<String> layouts = List.of();
    private Optional<BackupDisks> disks = Optional.empty();
    private int format;

    /** A backup to try the program with. */
    public record Sample(Path file, String passphrase) {}

    public Session(Optional<Sample> sample) {
        this.sample = sample;
        file.addListener(
                (property, before, now) -> {
                    copies.set(List.of());
                    mended = Optional.empty();
                    usesDamaged.set(false);
                });
    }

    public Optional<Sample> sample() {
        return sample;
    }

    public boolean isSample() {
        return sample.isPresent() && file.get().equals(Optional.of(sample.get().file()));
    }

    /** The backup file that was chosen. */
    public ObjectProperty<Optional<Path>> fileProperty() {
        return file;
    }

    /** Other copies of it; none when another file is chosen. */
    ObjectProperty<List<Path>> copiesProperty() {
        return copies;
    }

    /** The same, once the passphrase was found right. */
    public ObjectProperty<Optional<OpenBackup>> backupProperty() {
        return backup;
    }

    public OpenBackup backup() {
        return backup.get().orElseThrow();
    }

    /** The disks of the backup that is open, which stay open as long as it does. */
    public BackupDisks disks() {
        if (disks.isEmpty()) {
            disks = Optional.of(new BackupDisks(file.get().orElseThrow(), backup()));
        }
        return disks.get();
    }

    /** The format of the backup that is open. */
    public Optional<Integer> format() {
        return backup.get().map(open -> format);
    }

    /** The VMs to be restored. */
    public ObjectProperty<List<VmContents>> chosenProperty() {
        return chosen;
    }

    /** Where they go; nothing if they are only verified. */
    public ObjectProperty<Optional<Path>> destinationProperty() {
        return destination;
    }

    /** What the chosen VMs take on a disk, once it is known. */
    public ObjectProperty<Optional<SpaceNeed>> needProperty() {
        return need;
    }

    /** Whether what can be decoded from damaged parts is used as well. */
    public BooleanProperty usesDamagedProperty() {
        return usesDamaged;
    }

    /** Whether the last report is of a run that used them. */
    boolean usedDamaged() {
        return usedDamaged;
    }

    /** Whether all is restored from its beginning, beside what an interrupted restore left. */
    public BooleanProperty anewProperty() {
        return anew;
    }

    /** What is left of disks that hold users' files. */
    public ObjectProperty<Wanted> wantedProperty() {
        return wanted;
    }

    /** The backup is opened anew, with another copy, for what did not come back whole. */
    void mend(RestoreReport damaged) {
        mended = Optional.of(damaged);
    }

    /** What is to be mended, if anything is; given once, and not for another file. */
    Optional<RestoreReport> takeMended() {
        Optional<RestoreReport> taken = mended;
        mended = Optional.empty();
        return taken;
    }

    public ObjectProperty<Optional<RestoreReport>> reportProperty() {
        return report;
    }

    /**
     * @param page the report for people, beside what was restored, if it could be written
     */
    public void setReport(RestoreReport now, Optional<Path> page) {
        reportPage = page;
        usedDamaged = usesDamaged.get();
        // What was stopped is gone on with as it was begun.
        usesDamaged.set(usedDamaged && now.verdict() == Verdict.CANCELLED);
        report.set(Optional.of(now));
    }

    /** The last report's own page: an earlier one in the same folder has another name. */
    public Optional<Path> reportPage() {
        return reportPage;
    }

    /** Whether the engine is at work. */
    public BooleanProperty runningProperty() {
        return running;
    }

    /** How the right passphrase differs from what was typed. */
    public Optional<PassphraseVariant.Kind> variant() {
        return variant;
    }

    public List<String> layouts() {
        return layouts;
    }

    /** Takes a backup over, and closes the one before. */
    public void open(OpenBackup opened, PassphraseVariant.Kind kind, List<String> keyboardLayouts) {
        close();
        variant = kind == PassphraseVariant.Kind.AS_TYPED ? Optional.empty() : Optional.of(kind);
        layouts = keyboardLayouts;
        format = opened.list().backup().format();
        backup.set(Optional.of(opened));
    }

    @Override
    public void close() {
        Optional<OpenBackup> closing = backup.get();
        Optional<BackupDisks> lookedInto = disks;
        backup.set(Optional.empty());
        disks = Optional.empty();
        if (lookedInto.isEmpty()) {
            closing.ifPresent(Session::close);
            return;
        }
        // What is being read has to end first, which may take as long as one chunk.
        Thread.ofPlatform()
                .daemon()
                .name("closing")
                .start(
                        () -> {
                            lookedInto.get().close();
                            closing.ifPresent(Session::close);
                        });
    }

    public static void close(OpenBackup open) {
        try {
            open.close();
        } catch (IOException alreadyGone) {
            // It was only read.
        }
    }
}
