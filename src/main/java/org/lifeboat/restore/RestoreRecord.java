package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Source;
import org.lifeboat.content.FolderLog;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.WriteLog;
import org.lifeboat.disk.MapFile;
import org.lifeboat.local.TreeRemoval;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.unfinished.RecordReader;
import org.lifeboat.restore.unfinished.RecordWriter;
import org.lifeboat.restore.unfinished.SealedLog;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a restore notes of itself beside its files: how the VMs' folders are called, what was begun
 * in them, and the results of archives that are in place. Each is noted before it happens, so that
 * whatever was made is known. Safe for use by several threads.
 */
final class RestoreRecord implements AutoCloseable {

    /** Drives keep times of files to two seconds. */
    private static final long TIME_MILLIS = 2_000;

    private enum Kind {
        BEGUN,
        FOLDER,
        STAGED,
        RENAMED,
        COMPLETE,
        COPIED
    }

    private final Path destination;
    private final Source source;
    private final SealedLog log;

    /** Guarded by this object, as all that follows is. */
    private final Map<String, String> folders = new HashMap<>();

    /** What was begun in a VM's folder, by the owner that {@link #owner} tells. */
    private final Map<String, Set<String>> staged = new HashMap<>();

    /** Final names by those before, likewise. */
    private final Map<String, Map<String, String>> renamed = new HashMap<>();

    private final Map<String, Complete> complete = new HashMap<>();
    private final Map<String, StoredCopy> storedCopies = new HashMap<>();

    /**
     * An archive that is in place, or needs nothing but its final names.
     *
     * @param names final ones by those before, in the VM's folder
     * @param times of the outputs, in milliseconds since 1970
     * @param result as {@link RecordedArchive} writes it
     */
    private record Complete(
            byte[] fingerprint, Map<String, String> names, List<Long> times, byte[] result) {}

    /** Files that were copied out of a VM's disk. */
    record Copied(ArchiveResult archive, Verdict verdict, List<Problem> problems) {}

    private record StoredCopy(
            byte[] fingerprint, byte[] archive, Verdict verdict, List<Problem> problems) {}

    /**
     * Where checkpoints of an archive are.
     *
     * @param folder of the record
     */
    CheckpointStore checkpoints(Path folder, VmContents vm, ChunkSequence archive) {
        String owner = owner(vm, archive);
        String name = Fingerprint.name(owner.getBytes(StandardCharsets.UTF_8));
        return new CheckpointStore(
                ending -> log.file(folder.resolve(name + "." + ending), ending + " " + owner),
                Fingerprint.of(archive, source));
    }

    private RestoreRecord(Path destination, Source source, SealedLog log) {
        this.destination = destination;
        this.source = source;
        this.log = log;
    }

    /**
     * A record of nothing yet.
     *
     * @param log empty
     */
    static RestoreRecord begin(Path destination, OpenBackup backup, SealedLog log)
            throws IOException {
        log.append(new RecordWriter().constant(Kind.BEGUN).bytes(Fingerprint.of(backup)).toBytes());
        log.sync();
        return new RestoreRecord(destination, backup.source(), log);
    }

    /**
     * @param opened becomes the record's own, if it is one
     * @return nothing if it is of another backup, or cannot be understood
     */
    static Optional<RestoreRecord> of(
            Path destination, OpenBackup backup, SealedLog.Opened opened) {
        if (opened.entries().isEmpty()) {
            return Optional.empty();
        }
        RestoreRecord record = new RestoreRecord(destination, backup.source(), opened.log());
        try {
            RecordReader first = new RecordReader(opened.entries().getFirst());
            if (first.constant(Kind.class) != Kind.BEGUN
                    || !Arrays.equals(first.bytes(), Fingerprint.of(backup))) {
                return Optional.empty();
            }
            opened.entries().stream().skip(1).map(RecordReader::new).forEach(record::take);
            return Optional.of(record);
        } catch (IllegalArgumentException | BufferUnderflowException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private void take(RecordReader entry) {
        switch (entry.constant(Kind.class)) {
            case FOLDER -> folders.put(entry.text(), entry.text());
            case STAGED -> addStaged(entry.text(), entry.text());
            case RENAMED -> addRenamed(entry.text(), entry.text(), entry.text());
            case COMPLETE -> takeComplete(entry.text(), entry);
            case COPIED -> takeCopied(entry.text(), entry);
            case BEGUN -> throw new IllegalArgumentException("begun twice");
        }
    }

    private void takeComplete(String owner, RecordReader entry) {
        staged.remove(owner);
        complete.put(
                owner,
                new Complete(
                        entry.bytes(),
                        entry.textsByText(),
                        entry.each(RecordReader::number),
                        entry.bytes()));
    }

    /** From now on they are their user's. */
    private void takeCopied(String owner, RecordReader entry) {
        staged.remove(owner);
        renamed.remove(owner);
        storedCopies.put(
                owner,
                new StoredCopy(
                        entry.bytes(),
                        entry.bytes(),
                        entry.constant(Verdict.class),
                        entry.each(RecordReader::problem)));
    }

    /** Whatever was done before is done again. */
    private void addStaged(String owner, String name) {
        complete.remove(owner);
        storedCopies.remove(owner);
        staged.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(name);
    }

    private void addRenamed(String owner, String from, String to) {
        renamed.computeIfAbsent(owner, first -> new HashMap<>()).put(from, to);
    }

    private static String key(VmContents vm) {
        return vm.folder() + "|" + vm.vm().name();
    }

    private static String owner(VmContents vm) {
        return key(vm) + "|";
    }

    private static String owner(VmContents vm, ChunkSequence archive) {
        return key(vm) + "|" + archive.path().name();
    }

    /** Whether the folder is there that an earlier run made for a VM. */
    synchronized boolean holdsFolder(VmContents vm) {
        return folder(vm).isPresent();
    }

    private Optional<Path> folder(VmContents vm) {
        return Optional.ofNullable(folders.get(key(vm)))
                .map(destination::resolve)
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * The result of an archive that an earlier run finished and whose files are as it left them.
     * Gives those their final names that have none yet.
     */
    synchronized Optional<ArchiveResult> complete(VmContents vm, ChunkSequence archive) {
        Complete noted = complete.get(owner(vm, archive));
        Optional<Path> folder = folder(vm);
        if (noted == null
                || folder.isEmpty()
                || !Arrays.equals(noted.fingerprint(), Fingerprint.of(archive, source))) {
            return Optional.empty();
        }
        try {
            ArchiveResult result = RecordedArchive.read(new RecordReader(noted.result()), archive);
            return rename(folder.get(), noted.names()) && areAsLeft(result, noted.times())
                    ? Optional.of(result)
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException | IOException unusable) {
            return Optional.empty();
        }
    }

    /** False if somebody else has one of the names. */
    private static boolean rename(Path folder, Map<String, String> names) throws IOException {
        for (Map.Entry<String, String> name : names.entrySet()) {
            Path from = folder.resolve(name.getKey());
            Path to = folder.resolve(name.getValue());
            if (!isThere(from)) {
                continue;
            }
            if (isThere(to)) {
                return false;
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        return true;
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean areAsLeft(ArchiveResult result, List<Long> times) throws IOException {
        if (times.size() != result.outputs().size()) {
            return false;
        }
        for (int i = 0; i < times.size(); i++) {
            FolderSink.Output output = result.outputs().get(i);
            BasicFileAttributes is =
                    Files.readAttributes(
                            destination.resolve(output.path()),
                            BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS);
            long late = is.lastModifiedTime().toMillis() - times.get(i);
            if (!is.isRegularFile() || is.size() != output.size() || Math.abs(late) > TIME_MILLIS) {
                return false;
            }
        }
        return true;
    }

    /** What was copied out of a VM's disk, if it is still there. */
    synchronized Optional<Copied> copied(VmContents vm, ChunkSequence disk) {
        StoredCopy noted = storedCopies.get(owner(vm));
        if (noted == null || !Arrays.equals(noted.fingerprint(), Fingerprint.of(disk, source))) {
            return Optional.empty();
        }
        try {
            ArchiveResult archive = RecordedArchive.read(new RecordReader(noted.archive()), disk);
            return archive.outputs().stream()
                            .allMatch(output -> isThere(destination.resolve(output.path())))
                    ? Optional.of(new Copied(archive, noted.verdict(), noted.problems()))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException unusable) {
            return Optional.empty();
        }
    }

    void copied(
            VmContents vm,
            ChunkSequence disk,
            ArchiveResult result,
            Verdict verdict,
            List<Problem> problems)
            throws IOException {
        RecordWriter archive = new RecordWriter();
        RecordedArchive.write(archive, result);
        append(
                new RecordWriter()
                        .constant(Kind.COPIED)
                        .text(owner(vm))
                        .bytes(Fingerprint.of(disk, source))
                        .bytes(archive.toBytes())
                        .constant(verdict)
                        .each(problems, RecordWriter::problem),
                true);
    }

    private void append(RecordWriter entry, boolean isDurable) throws IOException {
        log.append(entry.toBytes());
        if (isDurable) {
            log.sync();
        }
    }

    /** Removes what an earlier run began for an archive and did not finish. */
    void sweep(VmContents vm, ChunkSequence archive) throws IOException {
        sweep(vm, owner(vm, archive));
    }

    /**
     * The same, but for what a checkpoint knows of.
     *
     * @param kept names in the VM's folder
     */
    synchronized void sweep(VmContents vm, ChunkSequence archive, Collection<String> kept)
            throws IOException {
        Optional<Path> folder = folder(vm);
        for (String name : staged.getOrDefault(owner(vm, archive), Set.of())) {
            if (folder.isPresent() && !kept.contains(name)) {
                TreeRemoval.remove(folder.get().resolve(name));
            }
        }
    }

    /** Removes what an earlier run copied out of a VM's disk, if it did not come to its end. */
    void sweepCopies(VmContents vm) throws IOException {
        sweep(vm, owner(vm));
    }

    private synchronized void sweep(VmContents vm, String owner) throws IOException {
        Optional<Path> folder = folder(vm);
        Set<String> left = staged.getOrDefault(owner, Set.of());
        if (folder.isEmpty()) {
            return;
        }
        for (String name : left) {
            // What was saved of a damaged disk stays: the drive may give less of it by now.
            if (!isThere(folder.get().resolve(name + MapFile.SUFFIX))) {
                TreeRemoval.remove(folder.get().resolve(name));
                TreeRemoval.remove(folder.get().resolve(name + MapFile.BEGUN_SUFFIX));
            }
        }
        for (Map.Entry<String, String> names : renamed.getOrDefault(owner, Map.of()).entrySet()) {
            if (left.contains(names.getKey())) {
                TreeRemoval.remove(folder.get().resolve(names.getValue()));
            }
        }
        staged.remove(owner);
        renamed.remove(owner);
    }

    /** Of a VM's folder. */
    FolderLog folderLog(VmContents vm) {
        return new FolderLog() {
            @Override
            public Optional<String> earlier() {
                synchronized (RestoreRecord.this) {
                    return Optional.ofNullable(folders.get(key(vm)));
                }
            }

            @Override
            public void named(String name) throws IOException {
                append(new RecordWriter().constant(Kind.FOLDER).text(key(vm)).text(name), true);
            }

            @Override
            public void staged(String name) throws IOException {
                note(Kind.STAGED, owner(vm), name);
            }

            @Override
            public void renamed(String from, String to) throws IOException {
                append(
                        new RecordWriter()
                                .constant(Kind.RENAMED)
                                .text(owner(vm))
                                .text(from)
                                .text(to),
                        true);
            }
        };
    }

    private void note(Kind kind, String owner, String name) throws IOException {
        append(new RecordWriter().constant(kind).text(owner).text(name), false);
    }

    /**
     * Of an archive's files.
     *
     * @param result what will be told of the archive, with these outputs
     */
    WriteLog writeLog(
            VmContents vm,
            ChunkSequence archive,
            Function<List<FolderSink.Output>, ArchiveResult> result) {
        return new WriteLog() {
            @Override
            public void staged(String name) throws IOException {
                note(Kind.STAGED, owner(vm, archive), name);
            }

            @Override
            public void complete(Map<String, String> names, List<FolderSink.Output> outputs)
                    throws IOException {
                RecordWriter written = new RecordWriter();
                RecordedArchive.write(written, result.apply(outputs));
                append(
                        new RecordWriter()
                                .constant(Kind.COMPLETE)
                                .text(owner(vm, archive))
                                .bytes(Fingerprint.of(archive, source))
                                .texts(names)
                                .each(times(names, outputs), RecordWriter::number)
                                .bytes(written.toBytes()),
                        true);
            }
        };
    }

    /** The files have their times already, but not their names. */
    private List<Long> times(Map<String, String> names, List<FolderSink.Output> outputs)
            throws IOException {
        Map<String, String> before = new HashMap<>();
        names.forEach((from, to) -> before.put(to, from));
        List<Long> times = new ArrayList<>();
        for (FolderSink.Output output : outputs) {
            String[] parts = output.path().split("/", 3);
            Path root = destination.resolve(parts[0]).resolve(before.get(parts[1]));
            Path file = parts.length == 3 ? root.resolve(parts[2]) : root;
            times.add(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis());
        }
        return times;
    }

    @Override
    public void close() {
        log.close();
    }
}
