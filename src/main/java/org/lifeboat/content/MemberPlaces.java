package org.lifeboat.content;

import org.lifeboat.local.FullDisk;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.Staging;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The paths that an archive's members get. What stands directly in the VM's folder, a root, is
 * called {@code NAME.incomplete} until {@link #finish}; below a root, members have their names at
 * once.
 */
final class MemberPlaces {

    /** Characters; names up to this length work wherever anything works. */
    private static final int LONGEST_COMMON_NAME = 60;

    private final VmFolder vmFolder;
    private final boolean portableNames;
    private final Consumer<Problem> notes;
    private final WriteLog log;
    private final Map<String, Path> roots = new LinkedHashMap<>();
    private final Map<Path, Path> finalNames = new HashMap<>();
    private final Map<List<String>, Path> folders = new LinkedHashMap<>();

    MemberPlaces(VmFolder vmFolder, boolean portableNames, Consumer<Problem> notes, WriteLog log) {
        this.log = log;
        this.vmFolder = vmFolder;
        this.portableNames = portableNames;
        this.notes = notes;
    }

    /**
     * Makes a member, under a name that is free, and the folders above it.
     *
     * @throws ProblemException if it cannot be made
     */
    Path make(List<String> place, Staging.Maker maker) throws IOException {
        return place.size() == 1 ? root(place.getFirst(), maker) : below(place, maker);
    }

    private Path root(String name, Staging.Maker maker) throws IOException {
        try {
            Path path = vmFolder.begin(safe(name), maker, log::staged);
            roots.put(name, path);
            return path;
        } catch (IOException failed) {
            throw WriteFailure.of(vmFolder.path().resolve(safe(name)), failed);
        }
    }

    private Path below(List<String> place, Staging.Maker maker) throws IOException {
        Staging parent = new Staging(folder(place.subList(0, place.size() - 1)));
        String wished = safe(place.getLast());
        try {
            Path path = parent.make(wished, maker);
            String name = path.getFileName().toString();
            if (!name.equals(place.getLast())) {
                notes.accept(new MemberProblem.Renamed(String.join("/", place), name));
            }
            return path;
        } catch (IOException failed) {
            boolean nameIsToBlame =
                    wished.length() > LONGEST_COMMON_NAME
                            && !(failed instanceof ProblemException)
                            && !FullDisk.isCauseOf(failed);
            throw nameIsToBlame
                    ? new ProblemException(
                            new MemberProblem.NameNotWritable(String.join("/", place)))
                    : WriteFailure.of(SafeNames.resolve(parent.folder(), wished), failed);
        }
    }

    /** The folder at a place, which is made if it is not there; the VM's own for no place. */
    Path folder(List<String> place) throws IOException {
        if (place.isEmpty()) {
            return vmFolder.path();
        }
        Path known = folders.get(place);
        if (known == null) {
            known = make(place, PrivateFiles::createFolder);
            folders.put(place, known);
        }
        return known;
    }

    /** What stands in the VM's folder, by the names that it will have. */
    Map<String, String> roots() {
        Map<String, String> names = new LinkedHashMap<>();
        roots.forEach((name, path) -> names.put(name, path.getFileName().toString()));
        return names;
    }

    /** The folders that were made, by their places, in that order. */
    Map<List<String>, Path> folders() {
        return Collections.unmodifiableMap(folders);
    }

    /** Takes over what an earlier run made. */
    void takeOver(Map<String, Path> madeRoots, Map<List<String>, Path> madeFolders) {
        roots.putAll(madeRoots);
        folders.putAll(madeFolders);
    }

    /** Each folder before the one that it is in. */
    List<Path> foldersInnermostFirst() {
        return new ArrayList<>(folders.values()).reversed();
    }

    /** What still is, or has been left, incomplete. */
    List<Path> incomplete() {
        return List.copyOf(roots.values());
    }

    /**
     * Gives the roots their final names.
     *
     * @param intent told before they get them, when {@link #finalPath} knows them
     * @throws ProblemException if one cannot be renamed
     */
    void finish(Staging.Intent intent) throws IOException {
        finish(Set.copyOf(roots.values()), intent);
    }

    /** Gives these roots their final names, and leaves the others incomplete. */
    void finish(Set<Path> whole) throws IOException {
        finish(whole, names -> {});
    }

    private void finish(Set<Path> whole, Staging.Intent intent) throws IOException {
        Map<String, Path> left = new LinkedHashMap<>();
        Map<Path, String> wished = new LinkedHashMap<>();
        roots.forEach(
                (name, staged) -> {
                    if (whole.contains(staged)) {
                        wished.put(staged, safe(name));
                    } else {
                        left.put(name, staged);
                    }
                });
        if (!wished.isEmpty()) {
            try {
                vmFolder.staging()
                        .finishEach(
                                wished,
                                names -> {
                                    names.forEach(this::finalName);
                                    intent.rename(names);
                                });
            } catch (IOException failed) {
                throw WriteFailure.of(wished.keySet().iterator().next(), failed);
            }
        } else {
            intent.rename(Map.of());
        }
        roots.clear();
        roots.putAll(left);
    }

    private void finalName(Path staged, Path path) {
        finalNames.put(staged.getFileName(), path.getFileName());
    }

    /** Whether {@link #finish} gave the root at which a member is its final name. */
    boolean isFinal(Path made) {
        try {
            return finalNames.containsKey(vmFolder.path().relativize(made).getName(0));
        } catch (IOException neverMade) {
            return false;
        }
    }

    /**
     * Calls a file incomplete that will not be finished; a root is called so already.
     *
     * @return its path
     */
    Path leave(Path made) throws IOException {
        if (made.getParent().equals(vmFolder.path())) {
            return made;
        }
        try {
            return new Staging(made.getParent())
                    .begin(
                            made.getFileName().toString(),
                            incomplete -> Files.move(made, incomplete));
        } catch (IOException failed) {
            throw WriteFailure.of(made, failed);
        }
    }

    /**
     * After {@link #finish}: what a member's path has become, below the destination and with
     * slashes.
     */
    String finalPath(Path made) throws IOException {
        StringBuilder path = new StringBuilder(vmFolder.name());
        for (Path name : vmFolder.path().relativize(made)) {
            boolean isRoot = path.length() == vmFolder.name().length();
            path.append('/').append(isRoot ? finalNames.get(name) : name);
        }
        return path.toString();
    }

    private String safe(String name) {
        return portableNames ? SafeNames.portable(name) : name;
    }
}
