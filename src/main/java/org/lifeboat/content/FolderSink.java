package org.lifeboat.content;

import org.lifeboat.local.FolderSync;
import org.lifeboat.local.FreeSpace;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.TreeRemoval;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes one archive's members into a VM's folder: files at once, links after them, then
 * permissions, times and final names.
 */
public final class FolderSink implements MemberSink {

    private final VmFolder vmFolder;
    private final WriteLog log;
    private final boolean keepModes;
    private final Consumer<Problem> notes;
    private final HardLinks hardLinks;
    private final MemberPlaces places;
    private final FilesToSync filesToSync;
    private final SymbolicLinks symbolicLinks = new SymbolicLinks();
    private final Map<List<String>, WrittenFile> files = new LinkedHashMap<>();
    private final Map<Path, MemberAttributes> folders = new LinkedHashMap<>();
    private List<Output> outputs = List.of();
    private Optional<Unfinished> unfinished = Optional.empty();
    private Optional<OpenFile> current = Optional.empty();

    /**
     * A file that was not finished.
     *
     * @param size its true size in bytes
     * @param end behind the last byte that was written; all before is as it has to be
     */
    public record Unfinished(Path path, long size, long end) {}

    /**
     * A file or a folder of files in its final place: its path below the destination, with slashes,
     * and its true size in bytes.
     *
     * @param files how many it holds, if it is a folder
     */
    public record Output(String path, long size, OptionalLong files) {

        /** One that is a file itself. */
        public Output(String path, long size) {
            this(path, size, OptionalLong.empty());
        }
    }

    private record WrittenFile(Path path, long size, MemberAttributes attributes) {}

    /**
     * @param keepModes whether members get the permissions that they had (dom0's home), never
     *     setuid and the like; otherwise their owner alone may read them
     * @param portableNames whether names have to suit Windows' file systems
     * @param notes told where a name had to be changed
     */
    public FolderSink(
            VmFolder vmFolder, boolean keepModes, boolean portableNames, Consumer<Problem> notes) {
        this(vmFolder, keepModes, portableNames, notes, WriteLog.NONE);
    }

    /**
     * The same.
     *
     * @param log told of what happens to the files before it happens
     */
    public FolderSink(
            VmFolder vmFolder,
            boolean keepModes,
            boolean portableNames,
            Consumer<Problem> notes,
            WriteLog log) {
        this(vmFolder, keepModes, portableNames, notes, Files::createLink, log);
    }

    FolderSink(
            VmFolder vmFolder,
            boolean keepModes,
            boolean portableNames,
            Consumer<Problem> notes,
            HardLinks.Linker linker) {
        this(vmFolder, keepModes, portableNames, notes, linker, WriteLog.NONE);
    }

    private FolderSink(
            VmFolder vmFolder,
            boolean keepModes,
            boolean portableNames,
            Consumer<Problem> notes,
            HardLinks.Linker linker,
            WriteLog log) {
        this.log = log;
        this.vmFolder = vmFolder;
        this.keepModes = keepModes;
        this.notes = notes;
        this.hardLinks = new HardLinks(linker);
        this.places = new MemberPlaces(vmFolder, portableNames, notes, log);
        this.filesToSync = new FilesToSync(vmFolder);
    }

    /** After {@link #commit}: every file that was written. */
    public List<Output> outputs() {
        return outputs;
    }

    /** Behind the last byte that was written of the file that is being written. */
    public long writtenEnd() {
        return current.map(file -> file.file.end()).orElse(0L);
    }

    /** Whether this file was written whole, and no other. */
    public boolean holdsOnly(String name) {
        return files.keySet().equals(Set.of(List.of(name)));
    }

    /** The last file that was closed without being finished. */
    public Optional<Unfinished> unfinished() {
        return unfinished;
    }

    /** The names of what is left as {@code .incomplete}, below the destination. */
    public List<String> incomplete() {
        return places.incomplete().stream()
                .map(root -> vmFolder.name() + "/" + root.getFileName())
                .toList();
    }

    @Override
    public void folder(List<String> place, TarMember member) throws IOException {
        if (!place.isEmpty()) {
            folders.put(places.folder(place), MemberAttributes.of(member));
        }
    }

    @Override
    public FileSink file(List<String> place, TarMember member) throws IOException {
        OptionalLong free = FreeSpace.in(vmFolder.path());
        if (free.isPresent() && member.extents().dataBytes() > free.getAsLong()) {
            throw new ProblemException(new RunProblem.DriveFull(member.name()));
        }
        OutputFile[] opened = new OutputFile[1];
        Path path = places.make(place, made -> opened[0] = new OutputFile(made, member.size()));
        files.put(place, new WrittenFile(path, member.size(), MemberAttributes.of(member)));
        OpenFile file = new OpenFile(opened[0], place, path, member.size());
        current = Optional.of(file);
        return file;
    }

    /**
     * What is known of the members before the file that is being written. They are on the disk when
     * this returns.
     */
    public SinkState state() throws IOException {
        filesToSync.await();
        List<SinkState.Folder> made = new ArrayList<>();
        for (Map.Entry<List<String>, Path> folder : places.folders().entrySet()) {
            Optional<MemberAttributes> member = Optional.ofNullable(folders.get(folder.getValue()));
            made.add(
                    new SinkState.Folder(
                            folder.getKey(),
                            below(folder.getValue()),
                            member.isPresent(),
                            member.map(MemberAttributes::mode).orElse(0),
                            member.map(MemberAttributes::modified).orElse(0L)));
        }
        List<SinkState.File> written = new ArrayList<>();
        for (Map.Entry<List<String>, WrittenFile> file : files.entrySet()) {
            written.add(
                    new SinkState.File(
                            file.getKey(),
                            below(file.getValue().path()),
                            file.getValue().size(),
                            file.getValue().attributes().mode(),
                            file.getValue().attributes().modified()));
        }
        return new SinkState(places.roots(), made, written, symbolicLinks.state());
    }

    private String below(Path path) throws IOException {
        List<String> names = new ArrayList<>();
        vmFolder.path().relativize(path).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    /**
     * Sends what was written of the present file to the disk, in the background, when what was sent
     * before is there.
     *
     * @param then run when it is there
     */
    public void syncCurrent(Runnable then) throws IOException {
        if (current.isPresent()) {
            current.get().file.sync(then);
        }
    }

    /**
     * Takes over what an earlier run knew, and opens the file that it was writing: the last one.
     *
     * @param written bytes of that file that count; what is behind them is cut off
     * @throws IOException if it is not all there
     */
    public FileSink goOn(SinkState state, long written) throws IOException {
        Map<String, Path> roots = new LinkedHashMap<>();
        for (Map.Entry<String, String> root : state.roots().entrySet()) {
            roots.put(root.getKey(), there(root.getValue()));
        }
        Map<List<String>, Path> made = new LinkedHashMap<>();
        for (SinkState.Folder folder : state.folders()) {
            Path path = there(folder.path());
            made.put(folder.place(), path);
            if (folder.isMember()) {
                folders.put(path, new MemberAttributes(folder.mode(), folder.modified()));
            }
        }
        places.takeOver(roots, made);
        symbolicLinks.takeOver(state.links());
        for (SinkState.File file : state.files()) {
            boolean isLast = file.equals(state.files().getLast());
            Path path = isLast ? left(file.path()) : there(file.path());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    || !isLast && Files.size(path) != file.size()) {
                throw new NoSuchFileException(path.toString());
            }
            files.put(
                    file.place(),
                    new WrittenFile(
                            path, file.size(), new MemberAttributes(file.mode(), file.modified())));
        }
        removeLater(roots.values(), made.values());
        SinkState.File last = state.files().getLast();
        Path path = files.get(last.place()).path();
        OpenFile open =
                new OpenFile(
                        OutputFile.reopen(path, last.size(), written),
                        last.place(),
                        path,
                        last.size());
        current = Optional.of(open);
        return open;
    }

    /** What was made after that was known is made once more. */
    private void removeLater(Collection<Path> roots, Collection<Path> made) throws IOException {
        Set<Path> known = new HashSet<>(made);
        files.values().forEach(file -> known.add(file.path()));
        for (Path root : roots) {
            if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                TreeRemoval.removeUnknown(root, known);
            }
        }
    }

    /** A file that may have been called incomplete when its run ended. */
    private Path left(String below) throws IOException {
        try {
            return there(below);
        } catch (NoSuchFileException renamed) {
            Path incomplete = there(below + SafeNames.INCOMPLETE);
            return Files.move(
                    incomplete,
                    incomplete.resolveSibling(below.substring(below.lastIndexOf('/') + 1)));
        }
    }

    /** Something of the VM's folder, reached through no link. */
    private Path there(String below) throws IOException {
        Path path = vmFolder.path();
        for (String name : below.split("/")) {
            path = path.resolve(name);
            if (Files.isSymbolicLink(path) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(path.toString());
            }
        }
        return path;
    }

    /** A file that is being written. */
    private final class OpenFile implements FileSink {
        private final OutputFile file;
        private final List<String> place;
        private final Path path;
        private final long size;
        private boolean isFinished;
        private boolean isClosed;

        OpenFile(OutputFile file, List<String> place, Path path, long size) {
            this.file = file;
            this.place = place;
            this.path = path;
            this.size = size;
        }

        @Override
        public void write(long offset, byte[] bytes, int length) throws IOException {
            file.write(offset, bytes, length);
        }

        @Override
        public void finish() throws IOException {
            file.complete();
            isFinished = true;
            close();
            filesToSync.add(path, size);
        }

        @Override
        public void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                current = Optional.empty();
                file.close();
                if (!isFinished) {
                    files.remove(place);
                    unfinished = Optional.of(new Unfinished(places.leave(path), size, file.end()));
                }
            }
        }
    }

    @Override
    public void symbolicLink(List<String> place, TarMember member, String target) {
        symbolicLinks.add(place, target, MemberAttributes.of(member));
    }

    @Override
    public void hardLink(List<String> place, List<String> existing) throws IOException {
        WrittenFile file = files.get(existing);
        if (file == null) {
            throw new ProblemException(
                    new MemberProblem.LinkTargetUnknown(String.join("/", place)));
        }
        Path path = places.make(place, made -> hardLinks.make(made, file.path(), file.size()));
        files.put(place, new WrittenFile(path, file.size(), file.attributes()));
        filesToSync.add(path, file.size());
    }

    @Override
    public void commit() throws IOException {
        try {
            finishContent();
            places.finish(this::noteComplete);
        } catch (IOException failed) {
            throw WriteFailure.of(vmFolder.path(), failed);
        }
        FolderSync.sync(vmFolder.path());
        outputs = inPlace(List.copyOf(files.values()));
    }

    private void noteComplete(Map<Path, Path> names) throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        names.forEach(
                (staged, path) ->
                        byName.put(staged.getFileName().toString(), path.getFileName().toString()));
        log.complete(byName, inPlace(List.copyOf(files.values())));
    }

    /**
     * Instead of {@link #commit}, of an archive that is damaged: gives its whole files their final
     * names. A folder of which something may be missing stays incomplete.
     */
    public void commitWhole() throws IOException {
        Set<Path> whole =
                files.values().stream().map(WrittenFile::path).collect(Collectors.toSet());
        try {
            finishContent();
            places.finish(whole);
        } catch (IOException failed) {
            throw WriteFailure.of(vmFolder.path(), failed);
        }
        FolderSync.sync(vmFolder.path());
        outputs =
                inPlace(
                        files.values().stream()
                                .filter(file -> places.isFinal(file.path()))
                                .toList());
    }

    private void finishContent() throws IOException {
        filesToSync.await();
        for (WrittenFile file : files.values()) {
            setAttributes(file.path(), file.attributes());
        }
        symbolicLinks.make(places, notes);
        for (Path folder : places.foldersInnermostFirst()) {
            FolderSync.sync(folder);
            if (folders.containsKey(folder)) {
                setAttributes(folder, folders.get(folder));
            }
        }
    }

    private List<Output> inPlace(List<WrittenFile> inPlace) throws IOException {
        List<Output> written = new ArrayList<>();
        for (WrittenFile file : inPlace) {
            written.add(new Output(places.finalPath(file.path()), file.size()));
        }
        return written;
    }

    /** Not before all is written: an owner may not have been allowed to write or read a file. */
    private void setAttributes(Path path, MemberAttributes attributes) {
        if (keepModes) {
            attributes.applyPermissions(path);
        }
        attributes.applyTime(path);
    }
}
