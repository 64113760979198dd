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
    static final Continuation NONE = new Continuation(Optional.empty(), Map.of());

    private final Optional<RestoreRecord> record;
    private final Map<ChunkSequence, ArchiveResult> complete;

    private Continuation(
            Optional<RestoreRecord> record, Map<ChunkSequence, ArchiveResult> complete) {
        this.record = record;
        this.complete = complete;
    }

    /** Of a run that goes on with an earlier one. */
    static Continuation of(RestoreRecord earlier, RestorePlan plan) {
        Map<ChunkSequence, ArchiveResult> complete = new IdentityHashMap<>();
        for (VmContents vm : plan.chosen()) {
            for (ChunkSequence archive : vm.archives()) {
                Optional<ArchiveResult> result =
                        plan.copiesFiles() && isHome(vm, archive)
                                ? earlier.copied(vm, archive).map(RestoreRecord.Copied::archive)
                                : Optional.empty();
                result.or(() -> earlier.complete(vm, archive))
                        .ifPresent(done -> complete.put(archive, done));
            }
        }
        return new Continuation(Optional.of(earlier), complete);
    }

    /** Of a run that begins with a new record. */
    static Continuation begun(Optional<RestoreRecord> record) {
        return new Continuation(record, Map.of());
    }

    static boolean isHome(VmContents vm, ChunkSequence archive) {
        return vm.holdsHome() && archive.path().name().equals(VmContents.DISK_OF_DATA);
    }

    /** Whether an earlier run finished the archive. */
    boolean isComplete(ChunkSequence archive) {
        return complete.containsKey(archive);
    }

    /** Its result, if an earlier run finished it. */
    Optional<ArchiveResult> complete(ChunkSequence archive) {
        return Optional.ofNullable(complete.get(archive));
    }

    /** What an earlier run copied out of the disk. */
    Optional<RestoreRecord.Copied> copied(VmContents vm, ChunkSequence disk) {
        return record.flatMap(known -> known.copied(vm, disk));
    }

    /** The folder that a VM goes to, or went to. */
    VmFolder folder(VmContents vm, Path destination) {
        VmFolder folder = RestorePlan.folderFor(vm, destination);
        return record.map(known -> folder.noting(known.folderLog(vm))).orElse(folder);
    }

    /** To be called before work on an archive begins anew. */
    void begin(VmContents vm, ChunkSequence archive) throws IOException {
        if (record.isPresent()) {
            record.get().sweep(vm, archive);
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
