package org.lifeboat.restore;

import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.BackupIndexer.Care;
import org.lifeboat.archive.FileSource;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.BackupFormats;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A backup whose header the passphrase vouches for, and the VMs in it.
 *
 * <pre>{@code
 * try (OpenBackup backup = OpenBackup.open(path, passphrase)) {
 *     RestorePlan plan = RestorePlan.restore(backup, backup.vms(), destination);
 *     RestoreReport report = new RestoreEngine(plan, new Cancellation()).run();
 * }
 * }</pre>
 */
public final class OpenBackup implements Closeable {

    private final Source source;
    private final BackupFormat format;
    private final int passphrasePosition;
    private final BackupContents contents;

    private OpenBackup(Source source, BackupFormats.Opened opened, BackupContents contents) {
        this.source = source;
        this.format = opened.format();
        this.passphrasePosition = opened.passphrasePosition();
        this.contents = contents;
    }

    /**
     * @param passphrase stays the caller's; a copy is kept until {@link #close}
     * @throws IOException if the file cannot be read
     * @throws FatalException if it is no backup, the passphrase does not match, or this version
     *     cannot read it
     */
    public static OpenBackup open(Path path, Passphrase passphrase)
            throws IOException, FatalException {
        return open(path, List.of(passphrase));
    }

    /** The same with the first passphrase of several that matches. */
    public static OpenBackup open(Path path, List<Passphrase> passphrases)
            throws IOException, FatalException {
        return open(path, passphrases, new Cancellation());
    }

    /**
     * The same, which may take minutes where keys are hard to derive.
     *
     * @throws java.util.concurrent.CancellationException if it was to stop
     */
    public static OpenBackup open(
            Path path, List<Passphrase> passphrases, Cancellation cancellation)
            throws IOException, FatalException {
        FileSource file = FileSource.open(path);
        try {
            return open(file, passphrases, cancellation);
        } catch (IOException | FatalException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * The same for bytes that come from elsewhere; the source is closed with this object if it can
     * be.
     */
    public static OpenBackup open(
            Source source, List<Passphrase> passphrases, Cancellation cancellation)
            throws IOException, FatalException {
        BackupIndex index = BackupIndexer.index(source, Care.USUAL);
        cancellation.check();
        BackupFormats.Opened opened =
                BackupFormats.open(source, index, passphrases, Watch.until(cancellation));
        try {
            return new OpenBackup(
                    source, opened, contents(index, source, opened.format(), cancellation));
        } catch (IOException | FatalException | RuntimeException unreadable) {
            opened.format().close();
            throw unreadable;
        }
    }

    /** Looks more closely if something is missing: a false size may hide it. */
    private static BackupContents contents(
            BackupIndex index, Source source, BackupFormat format, Cancellation cancellation)
            throws IOException, FatalException {
        BackupContents usual = BackupContents.read(index, source, format, cancellation);
        if (usual.isComplete() || !BackupIndexer.mayFindMore(index)) {
            return usual;
        }
        BackupIndex closer = BackupIndexer.index(source, Care.SEARCHING);
        return closer.equals(index)
                ? usual
                : BackupContents.read(closer, source, format, cancellation);
    }

    /** The same with one passphrase. */
    public static OpenBackup open(Source source, Passphrase passphrase)
            throws IOException, FatalException {
        return open(source, List.of(passphrase), new Cancellation());
    }

    /** The place of the one that matches among the passphrases that were tried, from 0. */
    public int passphrasePosition() {
        return passphrasePosition;
    }

    Source source() {
        return source;
    }

    BackupFormat format() {
        return format;
    }

    /**
     * Every VM of the machine that made the backup, those that are in it and those that are not.
     */
    public List<VmContents> vms() {
        return contents.vms();
    }

    /** Whether the list of VMs could be read; if not, VMs are named after their folders. */
    public boolean isListGood() {
        return contents.isListGood();
    }

    /** About the backup as a whole. */
    public List<Problem> problems() {
        return contents.problems();
    }

    BackupContents contents() {
        return contents;
    }

    /** The verified header and the list of VMs, as a report. */
    public RestoreReport list() {
        return ListReport.of(this);
    }

    @Override
    public void close() throws IOException {
        format.close();
        if (source instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
