package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberNames;
import org.lifeboat.content.MemberSink;
import org.lifeboat.content.ReadAheadInputStream;
import org.lifeboat.content.WriteFailure;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.Entrances;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.restore.salvage.Segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Restores one archive, from its chunks to its files. Nothing in a backup makes it throw. */
final class ArchiveTask {

    /** How many problems of one kind an archive reports before it only counts them. */
    private static final int MOST_ALIKE = 20;

    private final ChunkSequence archive;
    private final BackupFormat format;
    private final ArchiveChunks chunks;
    private final ChunkLoading loading;
    private final boolean usesDamaged;
    private final MemberSink sink;
    private final ArchiveExtractor extractor;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Class<? extends Problem>, Integer> alike = new LinkedHashMap<>();
    private final Optional<InsideCheckpoint> from;
    private final Optional<CheckpointTaker> taker;
    private boolean lostMembers;

    /** What is wrong with the archive, if it is not whole. */
    private Optional<ProblemException> damage = Optional.empty();

    /** Behind the last byte of the file that was written before the last chunk was opened. */
    private volatile long writtenBefore;

    /**
     * What may be believed of what was written of an archive that is not whole.
     *
     * @param authenticTo position in the file up to which it is authentic; doubtful behind
     */
    record Written(long authenticTo) {}

    /**
     * @param usesDamaged whether chunks that are not authentic are decoded as well, where nothing
     *     else is there
     */
    ArchiveTask(
            ChunkSequence archive,
            BackupFormat format,
            ArchiveChunks chunks,
            ChunkLoading loading,
            boolean usesDamaged,
            SinkMaker sinkMaker) {
        this(
                archive,
                format,
                chunks,
                loading,
                usesDamaged,
                sinkMaker,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param from where an earlier run got to; if what it left is not as it was, or the archive is
     *     damaged, there is no more than that verdict, and it has to be done from its beginning
     * @param taker takes checkpoints on the way
     */
    ArchiveTask(
            ChunkSequence archive,
            BackupFormat format,
            ArchiveChunks chunks,
            ChunkLoading loading,
            boolean usesDamaged,
            SinkMaker sinkMaker,
            Optional<InsideCheckpoint> from,
            Optional<CheckpointTaker> taker) {
        this.from = from;
        this.taker = taker;
        this.archive = archive;
        this.loading = loading;
        this.usesDamaged = usesDamaged;
        this.format = format;
        this.chunks = chunks;
        this.sink = sinkMaker.make(this::note, this::complete);
        ArchivePath path = archive.path();
        this.extractor =
                new ArchiveExtractor(new MemberNames(path.folder(), path.name()), sink, this::lost);
        from.ifPresent(this::takeOver);
        if (taker.isPresent() && sink instanceof FolderSink folder) {
            CheckpointTaker.Notes notes =
                    new CheckpointTaker.Notes(() -> List.copyOf(problems), () -> lostMembers);
            extractor.tell(position -> taker.get().at(position, extractor, folder, notes));
        }
    }

    private void takeOver(InsideCheckpoint checkpoint) {
        checkpoint.problems().forEach(this::note);
        lostMembers |= checkpoint.lostMembers();
    }

    /** Makes the sink. */
    @FunctionalInterface
    interface SinkMaker {
        /**
         * @param notes told of renamed members and the like
         * @param complete the result that there will be when all outputs are in place
         */
        MemberSink make(
                Consumer<Problem> notes, Function<List<FolderSink.Output>, ArchiveResult> complete);
    }

    ArchiveResult run() {
        ArchivePath path = archive.path();
        Verdict verdict = extract(extractor);
        chunks.authenticateRest();
        chunks.lookAgain();
        Optional<Salvaged> salvaged =
                verdict == Verdict.DAMAGED
                                && from.isEmpty()
                                && !Interruptions.areIn(chunks, loading)
                        ? salvage(extractor)
                        : Optional.empty();
        salvaged.flatMap(Salvaged::files)
                .filter(files -> files.whole() > 0)
                .map(
                        files ->
                                new CopyProblem.SomeFilesWhole(
                                        path.toString(),
                                        files.whole(),
                                        files.whole() + files.doubtful() + files.damaged()))
                .ifPresent(problems::add);
        if (verdict == Verdict.OK) {
            return complete(sink instanceof FolderSink folder ? folder.outputs() : List.of());
        }
        Set<Problem> all = allProblems();
        List<FolderSink.Output> outputs = List.of();
        if (sink instanceof FolderSink folderSink) {
            outputs = folderSink.outputs();
            folderSink.incomplete().forEach(left -> all.add(new RunProblem.LeftIncomplete(left)));
        }
        return new ArchiveResult(
                path.name(),
                verdict,
                archive.storedBytes(),
                0,
                chunks.results(),
                outputs,
                List.copyOf(all),
                salvaged);
    }

    /** The result when nothing can go wrong any more. */
    private ArchiveResult complete(List<FolderSink.Output> outputs) {
        return new ArchiveResult(
                        archive.path().name(),
                        lostMembers ? Verdict.DAMAGED : Verdict.OK,
                        archive.storedBytes(),
                        extractor.restoredBytes(),
                        chunks.results(),
                        outputs,
                        List.copyOf(allProblems()))
                .earlier(from.map(InsideCheckpoint::chunk).orElse(0));
    }

    private Set<Problem> allProblems() {
        Set<Problem> all = new LinkedHashSet<>(chunks.problems());
        all.addAll(problems);
        alike.forEach(
                (code, count) -> {
                    if (count > MOST_ALIKE) {
                        all.add(new RunProblem.MoreOfTheSame(count - MOST_ALIKE));
                    }
                });
        return all;
    }

    /** Nothing where nothing was written, or where no file was interrupted. */
    private Optional<Salvaged> salvage(ArchiveExtractor extractor) {
        PlacedChunks placed = new PlacedChunks(archive, format, chunks.results());
        Optional<Written> written = damage.flatMap(ended -> believed(ended, placed));
        if (!(sink instanceof FolderSink folder) || written.isEmpty()) {
            return Optional.empty();
        }
        Optional<FolderSink.Unfinished> file = folder.unfinished();
        loading.progress().salvages(true);
        try {
            return salvage(extractor, folder, placed, written.get().authenticTo());
        } catch (CancellationException wished) {
            return Optional.empty();
        } catch (ProblemException failed) {
            problems.add(failed.problem());
        } catch (IOException failed) {
            Path path =
                    file.map(FolderSink.Unfinished::path).orElse(Path.of(archive.path().name()));
            problems.add(WriteFailure.of(path, failed).problem());
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            problems.add(InternalFault.told(unexpected));
        } finally {
            loading.progress().salvages(false);
        }
        return Optional.empty();
    }

    /** Whether nothing speaks against the places of the chunks that were decoded. */
    private boolean isBeginPlaced(PlacedChunks placed) {
        return chunks.arePlaced() && chunks.decodedResults().stream().allMatch(placed::contains);
    }

    private Optional<Salvaged> salvage(
            ArchiveExtractor extractor, FolderSink folder, PlacedChunks placed, long authenticTo)
            throws IOException {
        SegmentSource source = new SegmentSource(archive, format, loading);
        Set<String> authentic = placed.names();
        String name = archive.path().name();
        if (usesDamaged && extractor.interrupted().isEmpty() && source.isBeginDamaged(authentic)) {
            beginAnyhow(extractor, source, authentic);
        }
        Optional<ArchiveExtractor.Interrupted> interrupted = extractor.interrupted();
        Optional<FolderSink.Unfinished> file = folder.unfinished();
        // A disk by itself that is followed by something that cannot be is no whole disk.
        boolean isAlone =
                interrupted
                        .map(member -> member.place().equals(List.of(name)))
                        .orElse(folder.holdsOnly(name));
        Optional<Salvaged> image = Optional.empty();
        if (interrupted.isPresent() && file.isPresent()) {
            image =
                    Optional.of(
                            new Salvage(source, interrupted.get(), file.get(), isAlone, usesDamaged)
                                    .run(authentic, placed.elsewhere(), authenticTo));
        }
        if (!isAlone && authenticTo == Long.MAX_VALUE) {
            new MembersBehind(source)
                    .run(authentic, extractor, file.map(FolderSink.Unfinished::end).orElse(0L));
            folder.commitWhole();
        }
        return image;
    }

    /** For an archive of one disk: where its first chunk is bad, nothing was extracted. */
    private void beginAnyhow(
            ArchiveExtractor extractor, SegmentSource source, Set<String> authentic)
            throws IOException {
        Optional<Segment> start =
                source.damagedSegments(authentic).stream().filter(Segment::isStart).findFirst();
        if (start.isPresent() && archive.path().name().endsWith(DiskChoice.IMAGE)) {
            try (InputStream tar = source.tar(start.get())) {
                extractor.begin(tar);
            }
        }
    }

    private Verdict extract(ArchiveExtractor extractor) {
        try (InputStream tar = chunks.cancellable(new ReadAheadInputStream(open()))) {
            extract(extractor, tar);
            return Verdict.OK;
        } catch (CancellationException wished) {
            return Verdict.CANCELLED;
        } catch (ProblemException problem) {
            if (!chunks.haveEndedBy(problem)) {
                problems.add(problem.problem());
            }
            damage = Optional.of(problem);
        } catch (IOException notAsItWasLeft) {
            if (from.isEmpty()) {
                problems.add(InternalFault.told(notAsItWasLeft));
            }
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            problems.add(InternalFault.told(unexpected));
        }
        return Verdict.DAMAGED;
    }

    private InputStream open() throws IOException {
        Entrances entrances = taker.isPresent() ? taker.get() : Entrances.NONE;
        return from.isPresent()
                ? format.tarFrom(from.get().entrance(), this::nextChunk, entrances)
                : format.tar(this::nextChunk, entrances);
    }

    private void extract(ArchiveExtractor extractor, InputStream tar) throws IOException {
        if (from.isPresent() && sink instanceof FolderSink folder) {
            InsideCheckpoint point = from.get();
            long written = point.extractor().file().member().extents().end(point.passed());
            extractor.goOn(
                    point.extractor(),
                    folder.goOn(point.sink(), written),
                    tar,
                    point.entrance().tarPosition());
        } else {
            extractor.extract(tar);
        }
    }

    private Optional<InputStream> nextChunk() throws IOException {
        Optional<InputStream> next = chunks.next();
        if (sink instanceof FolderSink folder) {
            writtenBefore = folder.writtenEnd();
        }
        return next;
    }

    /**
     * Where a stream ends early, all before its last chunk is right; that chunk may be another
     * archive's. Where a stream makes no sense, nobody knows since when. Nothing if it was not the
     * backup that failed.
     */
    private Optional<Written> believed(ProblemException ended, PlacedChunks placed) {
        boolean isPlaced = isBeginPlaced(placed);
        if (isPlaced && chunks.haveEndedBy(ended)) {
            return Optional.of(new Written(Long.MAX_VALUE));
        }
        return switch (ended.problem()) {
            case StreamProblem.EndsEarly _, StreamProblem.CipherEndDamaged _ when isPlaced ->
                    Optional.of(new Written(writtenBefore));
            case StreamProblem _, ChunkProblem _ -> Optional.of(new Written(0));
            default -> Optional.empty();
        };
    }

    private void lost(Problem problem) {
        lostMembers = true;
        note(problem);
    }

    private void note(Problem problem) {
        lostMembers |= problem instanceof MemberProblem.LinkNotWritable;
        if (alike.merge(problem.getClass(), 1, Integer::sum) <= MOST_ALIKE) {
            problems.add(problem);
        }
    }
}
