package org.lifeboat.restore;

import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.BackupIndexer.Care;
import org.lifeboat.archive.Copies;
import org.lifeboat.archive.FileSource;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.BackupFormats;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.OriginProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    private final List<Source> sources;
    private final Copies copies;
    private final BackupFormat format;
    private final int passphrasePosition;
    private final BackupContents contents;
    private final List<Problem> origins;

    private OpenBackup(
            List<Source> sources,
            Copies copies,
            BackupFormats.Opened opened,
            BackupContents contents,
            List<Problem> origins) {
        this.sources = sources;
        this.copies = copies;
        this.format = opened.format();
        this.passphrasePosition = opened.passphrasePosition();
        this.contents = contents;
        this.origins = List.copyOf(origins);
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
        return open(path, List.of(), passphrases, cancellation);
    }

    /**
     * The same with other copies of the backup, from which parts are taken that are bad in this
     * one.
     *
     * @throws FatalException also if one of them is a copy of another backup
     */
    public static OpenBackup open(
            Path path, List<Path> others, List<Passphrase> passphrases, Cancellation cancellation)
            throws IOException, FatalException {
        List<Source> files = new ArrayList<>();
        try {
            files.add(FileSource.open(path));
            for (Path other : others) {
                files.add(FileSource.open(other));
            }
            return open(files, passphrases, cancellation);
        } catch (IOException | FatalException | RuntimeException failed) {
            close(files);
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
        return open(List.of(source), passphrases, cancellation);
    }

    /**
     * The same with several copies.
     *
     * @param sources the backup itself first
     */
    public static OpenBackup open(
            List<Source> sources, List<Passphrase> passphrases, Cancellation cancellation)
            throws IOException, FatalException {
        Copies copies = Copies.of(sources, Care.USUAL);
        cancellation.check();
        List<Problem> origins = new ArrayList<>();
        BackupFormats.Opened opened = header(copies, passphrases, cancellation, origins);
        opened.headerOrigin().ifPresent(origins::add);
        try {
            Watch watch = Watch.until(cancellation);
            new SameBackup(copies, opened.format(), watch).check();
            Contents contents = contents(copies, opened.format(), cancellation);
            return new OpenBackup(sources, contents.copies(), opened, contents.contents(), origins);
        } catch (IOException | FatalException | RuntimeException unreadable) {
            opened.format().close();
            throw unreadable;
        }
    }

    /** By the first copy whose header is sound; if none is, as the backup's own header says. */
    private static BackupFormats.Opened header(
            Copies copies,
            List<Passphrase> passphrases,
            Cancellation cancellation,
            List<Problem> origins)
            throws IOException, FatalException {
        Watch watch = Watch.until(cancellation);
        Optional<FatalException> first = Optional.empty();
        for (int i = 0; i < copies.count(); i++) {
            try {
                BackupFormats.Opened opened =
                        BackupFormats.open(copies.source(i), copies.index(i), passphrases, watch);
                if (i > 0) {
                    origins.add(new OriginProblem.HeaderFromCopy(copies.source(i).name()));
                }
                return opened;
            } catch (FatalException unsound) {
                first = first.isPresent() ? first : Optional.of(unsound);
            }
        }
        FatalException unsound = first.orElseThrow();
        if (!(unsound.refusal() instanceof HeaderMismatch)) {
            throw unsound;
        }
        return BackupFormats.recover(copies.source(), copies.index(), passphrases, watch)
                .orElseThrow(() -> unsound);
    }

    /** What is in a backup, and how it was looked at. */
    private record Contents(Copies copies, BackupContents contents) {}

    /** Looks more closely if something is missing: a false size may hide it. */
    private static Contents contents(Copies copies, BackupFormat format, Cancellation cancellation)
            throws IOException, FatalException {
        BackupContents usual = read(copies, format, cancellation);
        if (usual.isComplete() || !BackupIndexer.mayFindMore(copies.index())) {
            return new Contents(copies, usual);
        }
        Copies closer = copies.searched();
        return closer.index().equals(copies.index())
                ? new Contents(copies, usual)
                : new Contents(closer, read(closer, format, cancellation));
    }

    private static BackupContents read(
            Copies copies, BackupFormat format, Cancellation cancellation) throws FatalException {
        return BackupContents.read(
                copies.index(), copies.source(), format, loader(copies, format), cancellation);
    }

    private static ChunkLoader loader(Copies copies, BackupFormat format) {
        Optional<PartCopies> others =
                copies.count() > 1 ? Optional.of(new PartCopies(copies)) : Optional.empty();
        return new ChunkLoader(copies.source(), format, others);
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

    /** The bytes of all copies. */
    Source source() {
        return copies.source();
    }

    /** Bytes of the backup itself, whatever copies of it there are. */
    long size() {
        return copies.source(0).size();
    }

    /** Loads parts from whichever copy they are authentic in. */
    ChunkLoader loader() {
        return loader(copies, format);
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
        return Stream.concat(origins.stream(), contents.problems().stream()).toList();
    }

    /** Whether the passphrase vouches for the header, or for what it said. */
    boolean isHeaderProven() {
        return !origins.contains(new OriginProblem.HeaderInferred());
    }

    BackupContents contents() {
        return contents;
    }

    /** The verified header and the list of VMs, as a report. */
    public RestoreReport list() {
        return ListReport.of(this);
    }

    /** Waits for what is being read, but not for a drive that hangs. */
    @Override
    public void close() throws IOException {
        format.close();
        CompletableFuture<Optional<IOException>> closed = new CompletableFuture<>();
        Threads.daemons("closing")
                .newThread(
                        () -> {
                            try {
                                close(sources);
                                closed.complete(Optional.empty());
                            } catch (IOException failed) {
                                closed.complete(Optional.of(failed));
                            }
                        })
                .start();
        Optional<IOException> failed =
                closed.completeOnTimeout(Optional.empty(), AutoEnd.PATIENCE, TimeUnit.MILLISECONDS)
                        .join();
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private static void close(List<Source> sources) throws IOException {
        for (Source source : sources) {
            if (source instanceof Closeable closeable) {
                closeable.close();
            }
        }
    }
}
