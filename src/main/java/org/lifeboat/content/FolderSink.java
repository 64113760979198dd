package org.lifeboat.content;

import org.lifeboat.local.FolderSync;
import org.lifeboat.local.Permissions;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.SyncGroup;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes one archive's members into a VM's folder. What stands directly in that folder is called
 * {@code NAME.incomplete} until {@link #commit}; below such a folder, members have their names at
 * once. Symbolic links are made last, so nothing is ever written through one.
 */
public final class FolderSink implements MemberSink {

    private final VmFolder vmFolder;
    private final boolean keepModes;
    private final boolean portableNames;
    private final Consumer<Problem> notes;
    private final Map<String, Path> roots = new LinkedHashMap<>();
    private final Map<List<String>, Path> files = new HashMap<>();
    private final Map<List<String>, Path> folders = new LinkedHashMap<>();
    private final Map<Path, TarMember> folderMembers = new LinkedHashMap<>();
    private final List<PendingLink> links = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<IOException> notSynced = Collections.synchronizedList(new ArrayList<>());
    private SyncGroup group;
    private List<Output> outputs = List.of();

    /**
     * A file in its final place: its path below the destination, with slashes, and its true size in
     * bytes.
     */
    public record Output(String path, long size) {}

    private record PendingLink(List<String> place, TarMember member, String target) {}

    private record Written(String root, List<String> below, long size) {}

    /**
     * @param keepModes whether members get the permissions that they had (dom0's home), never
     *     setuid and the like; otherwise their owner alone may read them
     * @param portableNames whether names have to suit Windows' file systems
     * @param notes told where a name had to be changed
     */
    public FolderSink(
            VmFolder vmFolder, boolean keepModes, boolean portableNames, Consumer<Problem> notes) {
        this.vmFolder = vmFolder;
        this.keepModes = keepModes;
        this.portableNames = portableNames;
        this.notes = notes;
    }

    /** After {@link #commit}: every file that was written. */
    public List<Output> outputs() {
        return outputs;
    }

    /** The names of what is left as {@code .incomplete}, below the destination. */
    public List<String> incomplete() {
        return roots.values().stream()
                .map(root -> vmFolder.name() + "/" + root.getFileName())
                .toList();
    }

    @Override
    public void folder(List<String> place, TarMember member) throws IOException {
        if (!place.isEmpty()) {
            folderMembers.put(folderAt(place), member);
        }
    }

    @Override
    public FileSink file(List<String> place, TarMember member) throws IOException {
        checkSpace(member);
        OutputFile[] file = new OutputFile[1];
        Path path = create(place, candidate -> file[0] = new OutputFile(candidate, member.size()));
        files.put(place, path);
        remember(place, path, member.size());
        return new FileSink() {
            @Override
            public void write(long offset, byte[] bytes, int length) throws IOException {
                file[0].write(offset, bytes, length);
            }

            private boolean handedOver;

            @Override
            public void finish() throws IOException {
                file[0].complete();
                handedOver = true;
                file[0].close();
                group().add(new Synced(path, member));
            }

            @Override
            public void close() throws IOException {
                if (!handedOver) {
                    file[0].close();
                }
            }
        };
    }

    @Override
    public void symbolicLink(List<String> place, TarMember member, String target) {
        links.add(new PendingLink(place, member, target));
    }

    @Override
    public void hardLink(List<String> place, List<String> existing) throws IOException {
        Path target = files.get(existing);
        if (target == null) {
            throw new ProblemException(
                    new MemberProblem.LinkTargetUnknown(String.join("/", place)));
        }
        Path path =
                create(
                        place,
                        candidate -> {
                            try {
                                Files.createLink(candidate, target);
                            } catch (UnsupportedOperationException noHardLinks) {
                                Files.copy(target, candidate);
                            }
                        });
        files.put(place, path);
        remember(place, path, Files.size(path));
    }

    @Override
    public void commit() throws IOException {
        group().syncAll();
        if (!notSynced.isEmpty()) {
            throw OutputFile.cannotWrite(vmFolder.path(), notSynced.getFirst());
        }
        for (PendingLink link : links) {
            makeLink(link);
        }
        List<Path> innermostFirst = new ArrayList<>(folders.values()).reversed();
        for (Path folder : innermostFirst) {
            FolderSync.sync(folder);
            TarMember member = folderMembers.get(folder);
            if (member != null) {
                setAttributes(folder, member);
            }
        }
        Map<String, String> finalNames = new HashMap<>();
        for (Map.Entry<String, Path> root : roots.entrySet()) {
            try {
                finalNames.put(
                        root.getKey(), vmFolder.rename(root.getValue(), safe(root.getKey())));
            } catch (IOException failed) {
                throw OutputFile.cannotWrite(root.getValue(), failed);
            }
        }
        roots.clear();
        FolderSync.sync(vmFolder.path());
        outputs =
                written.stream()
                        .map(
                                file ->
                                        new Output(
                                                vmFolder.name()
                                                        + "/"
                                                        + finalNames.get(file.root())
                                                        + (file.below().isEmpty()
                                                                ? ""
                                                                : "/"
                                                                        + String.join(
                                                                                "/", file.below())),
                                                file.size()))
                        .toList();
    }

    private SyncGroup group() throws IOException {
        if (group == null) {
            group = new SyncGroup(vmFolder.path());
        }
        return group;
    }

    /** A file that is complete. */
    private final class Synced implements SyncGroup.Member {
        private final Path path;
        private final TarMember member;

        Synced(Path path, TarMember member) {
            this.path = path;
            this.member = member;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public long size() {
            return member.size();
        }

        /** Not before: its owner may not have been allowed to write it. */
        @Override
        public void synced() {
            try {
                setAttributes(path, member);
            } catch (IOException failed) {
                notSynced.add(failed);
            }
        }

        @Override
        public void failed(IOException why) {
            notSynced.add(why);
        }
    }

    private void makeLink(PendingLink link) throws IOException {
        try {
            Path path =
                    create(
                            link.place(),
                            candidate ->
                                    Files.createSymbolicLink(
                                            candidate,
                                            candidate.getFileSystem().getPath(link.target())));
            setTime(path, link.member());
        } catch (UnsupportedOperationException | InvalidPathException | ProblemException failed) {
            notes.accept(
                    new MemberProblem.LinkNotWritable(
                            String.join("/", link.place()), link.target()));
        }
    }

    /** Makes something new under a name that is free. */
    @FunctionalInterface
    private interface Maker {
        void make(Path candidate) throws IOException;
    }

    private Path create(List<String> place, Maker maker) throws IOException {
        boolean isRoot = place.size() == 1;
        Path parent = isRoot ? vmFolder.path() : folderAt(place.subList(0, place.size() - 1));
        String wished = safe(place.getLast());
        for (int n = 1; ; n++) {
            Path candidate =
                    resolve(
                            parent,
                            SafeNames.numbered(wished, n) + (isRoot ? SafeNames.INCOMPLETE : ""));
            try {
                maker.make(candidate);
                if (isRoot) {
                    roots.put(place.getFirst(), candidate);
                } else if (!candidate.getFileName().toString().equals(place.getLast())) {
                    notes.accept(
                            new MemberProblem.Renamed(
                                    String.join("/", place), candidate.getFileName().toString()));
                }
                return candidate;
            } catch (FileAlreadyExistsException taken) {
                // A twin that differs in case, or an earlier run's remains: the next number.
            } catch (IOException failed) {
                ProblemException problem = OutputFile.cannotWrite(candidate, failed);
                boolean nameIsToBlame =
                        problem.problem() instanceof RunProblem.WriteFailed
                                && !isRoot
                                && wished.length() > LONGEST_COMMON_NAME;
                throw nameIsToBlame
                        ? new ProblemException(
                                new MemberProblem.NameNotWritable(String.join("/", place)))
                        : problem;
            }
        }
    }

    /** Characters; names up to this length work wherever anything works. */
    private static final int LONGEST_COMMON_NAME = 60;

    private Path folderAt(List<String> place) throws IOException {
        if (place.isEmpty()) {
            return vmFolder.path();
        }
        Path known = folders.get(place);
        if (known == null) {
            known =
                    create(
                            place,
                            candidate ->
                                    Files.createDirectory(
                                            candidate, Permissions.ownerOnly("rwx------")));
            folders.put(place, known);
        }
        return known;
    }

    private String safe(String name) {
        return portableNames ? SafeNames.portable(name) : name;
    }

    private static Path resolve(Path parent, String name) {
        try {
            return parent.resolve(name);
        } catch (InvalidPathException notInThisLocale) {
            return parent.resolve(SafeNames.ascii(name));
        }
    }

    private void remember(List<String> place, Path path, long size) throws IOException {
        Path root = roots.get(place.getFirst());
        List<String> below = new ArrayList<>();
        if (place.size() > 1) {
            root.relativize(path).forEach(part -> below.add(part.toString()));
        }
        written.add(new Written(place.getFirst(), below, size));
    }

    private void checkSpace(TarMember member) throws IOException {
        if (member.extents().dataBytes() > vmFolder.path().toFile().getUsableSpace()) {
            throw new ProblemException(new RunProblem.DriveFull(member.name()));
        }
    }

    private void setAttributes(Path path, TarMember member) throws IOException {
        if (keepModes) {
            Permissions.set(path, member.mode());
        }
        setTime(path, member);
    }

    private static void setTime(Path path, TarMember member) throws IOException {
        FileTime time = FileTime.from(member.modified(), TimeUnit.SECONDS);
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }
}
