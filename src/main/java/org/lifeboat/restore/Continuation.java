package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.content.WriteLog;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a run knows of the one that it goes on with, and where it notes its own. */
final class Continuation {

    /** Of a run that writes nothing, or cannot be gone on with. */
    static final Continuation NONE = new Continuation(Optional.empty(), Optional.empty(), Map.of());

    private final Optional<RestoreRecord> record;

    /** The record's. */
    private final Optional<Path> folder;

    /** Of archives that were not finished, by identity: the hash of a sequence is long. */
    private final Map<ChunkSequence, InsideCheckpoint> inside = new IdentityHashMap<>();

    private final Map<ChunkSequence, ArchiveResult> complete;

    private CheckpointPace pace = CheckpointPace.USUAL;

    private Continuation(
            Optional<RestoreRecord> record,
            Optional<Path> folder,
            Map<ChunkSequence, ArchiveResult> complete) {
        this.record = record;
        this.folder = folder;
        this.complete = complete;
    }

    /** Of a run that goes on with an earlier one. */
    static Continuation of(RestoreRecord earlier, RecordFolder folder, RestorePlan plan) {
        Map<ChunkSequence, ArchiveResult> complete = new IdentityHashMap<>();
        Continuation all =
                new Continuation(Optional.of(earlier), Optional.of(folder.path()), complete);
        StoredProofs proofs = new StoredProofs(plan.backup().source());
        for (VmContents vm : plan.chosen()) {
            for (ChunkSequence archive : vm.archives()) {
                Optional<ArchiveResult> result =
                        plan.copiesFiles() && isHome(vm, archive)
                                ? earlier.copied(vm, archive).map(RestoreRecord.Copied::archive)
                                : Optional.empty();
                result.or(() -> earlier.complete(vm, archive))
                        .filter(done -> proofs.match(archive, done.chunks()))
                        .ifPresent(done -> complete.put(archive, done));
                if (!complete.containsKey(archive) && earlier.holdsFolder(vm)) {
                    earlier.checkpoints(folder.path(), vm, archive)
                            .read(archive)
                            .filter(point -> proofs.match(archive, point.results()))
                            .ifPresent(point -> all.inside.put(archive, point));
                }
            }
        }
        return all;
    }

    /** Of a run that begins with a new record. */
    static Continuation begun(Optional<RestoreRecord> record, RecordFolder folder) {
        return new Continuation(record, Optional.of(folder.path()), Map.of());
    }

    static boolean isHome(VmContents vm, ChunkSequence archive) {
        return vm.holdsHome() && archive.path().name().equals(VmContents.DISK_OF_DATA);
    }

    /** Whether there is a record. */
    boolean isNoted() {
        return record.isPresent();
    }

    /** Whether an earlier run finished the archive. */
    boolean isComplete(ChunkSequence archive) {
        return complete.containsKey(archive);
    }

    /** How many archives an earlier run finished, or got into. */
    int begun() {
        return complete.size() + inside.size();
    }

    /** Its result, if an earlier run finished it. */
    Optional<ArchiveResult> complete(ChunkSequence archive) {
        return Optional.ofNullable(complete.get(archive));
    }

    /** Where an earlier run got to in an archive that it did not finish. */
    Optional<InsideCheckpoint> inside(ChunkSequence archive) {
        return Optional.ofNullable(inside.get(archive));
    }

    /** Where checkpoints of an archive belong. */
    Optional<CheckpointStore> checkpoints(VmContents vm, ChunkSequence archive) {
        return record.map(known -> known.checkpoints(folder.orElseThrow(), vm, archive));
    }

    /** What an earlier run copied out of the disk. */
    Optional<RestoreRecord.Copied> copied(VmContents vm, ChunkSequence disk) {
        return record.flatMap(known -> known.copied(vm, disk));
    }

    /** What the archives will still take that an earlier run began. */
    SpaceNeed need() {
        return inside.values().stream()
                .map(point -> new SpaceNeed(point.left(), 0))
                .reduce(SpaceNeed.NOTHING, SpaceNeed::and);
    }

    Continuation at(CheckpointPace other) {
        pace = other;
        return this;
    }

    CheckpointPace pace() {
        return pace;
    }

    /** The folder that a VM goes to, or went to. */
    VmFolder folder(VmContents vm, Path destination) {
        VmFolder folder = RestorePlan.folderFor(vm, destination);
        return record.map(known -> folder.noting(known.folderLog(vm))).orElse(folder);
    }

    /** To be called before work on an archive begins anew. */
    void begin(VmContents vm, ChunkSequence archive) throws IOException {
        checkpoints(vm, archive).ifPresent(CheckpointStore::delete);
        if (record.isPresent()) {
            record.get().sweep(vm, archive);
        }
    }

    /** To be called before an archive is gone on with. */
    void goOn(VmContents vm, ChunkSequence archive, InsideCheckpoint from) throws IOException {
        if (record.isPresent()) {
            record.get().sweep(vm, archive, from.sink().roots().values());
        }
    }

    /** To be called before files are copied out of the disk of a VM. */
    void beginCopies(VmContents vm) throws IOException {
        if (record.isPresent()) {
            record.get().sweepCopies(vm);
        }
    }

    WriteLog log(
            VmContents vm,
            ChunkSequence archive,
            Function<List<FolderSink.Output>, ArchiveResult> result) {
        return record.map(known -> known.writeLog(vm, archive, result)).orElse(WriteLog.NONE);
    }

    /** That all was copied out of a VM's disk that could be. */
    void copied(
            VmContents vm,
            ChunkSequence disk,
            ArchiveResult result,
            Verdict verdict,
            List<Problem> problems)
            throws IOException {
        if (record.isPresent()) {
            record.get().copied(vm, disk, result, verdict, problems);
        }
    }

    /**
     * Ends the record.
     *
     * @param folder where it is
     * @param isDone whether nothing is left to be gone on with
     */
    void end(RecordFolder folder, boolean isDone) {
        record.ifPresent(RestoreRecord::close);
        if (record.isPresent() && isDone) {
            folder.remove();
        }
    }
}
