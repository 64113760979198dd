package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which disk of a VM is meant. */
public sealed interface DiskChoice {

    /**
     * @param name of the image in the VM's folder
     */
    record Chosen(ChunkSequence archive, String name) implements DiskChoice {}

    /** The VM has none in this backup. */
    record None() implements DiskChoice {}

    /**
     * It has others, and nobody said which.
     *
     * @param names of those that there are
     */
    record Several(List<String> names) implements DiskChoice {}

    /** It has no disk of that name. */
    record NotThere(String wished, List<String> names) implements DiskChoice {}

    /** How the names of images end, as Qubes stores them. */
    String IMAGE = ".img";

    /** An archive that is a whole folder, as Qubes stored templates. */
    String FOLDER = ".";

    /** What a template's folder always holds. */
    String SYSTEM = "root.img";

    /**
     * @param wished a name; without one it is the disk with the user's files, or the only one
     */
    static DiskChoice of(VmContents vm, Optional<String> wished) {
        List<ChunkSequence> images = images(vm);
        List<String> names = images.stream().map(archive -> archive.path().name()).toList();
        String usual = wished.orElse(VmContents.DISK_OF_DATA);
        Optional<ChunkSequence> own =
                images.stream().filter(archive -> archive.path().name().equals(usual)).findFirst();
        if (own.isPresent()) {
            return new Chosen(own.get(), usual);
        }
        Optional<ChunkSequence> folder =
                vm.vm().isDom0()
                        ? Optional.empty()
                        : vm.archives().stream()
                                .filter(archive -> archive.path().name().equals(FOLDER))
                                .findFirst();
        if (folder.isPresent()) {
            return new Chosen(folder.get(), wished.orElse(SYSTEM));
        }
        if (images.isEmpty()) {
            return new None();
        }
        if (wished.isPresent()) {
            return new NotThere(wished.get(), names);
        }
        return images.size() == 1
                ? new Chosen(images.getFirst(), names.getFirst())
                : new Several(names);
    }

    /** All disks that a VM is known to have: the one that is meant without a name comes first. */
    static List<Chosen> all(VmContents vm) {
        return switch (of(vm, Optional.empty())) {
            case Chosen usual ->
                    Stream.concat(
                                    Stream.of(usual),
                                    images(vm).stream()
                                            .filter(archive -> archive != usual.archive())
                                            .map(DiskChoice::image))
                            .toList();
            case Several _ -> images(vm).stream().map(DiskChoice::image).toList();
            case None _, NotThere _ -> List.of();
        };
    }

    private static List<ChunkSequence> images(VmContents vm) {
        return vm.archives().stream()
                .filter(archive -> archive.path().name().endsWith(IMAGE))
                .toList();
    }

    private static Chosen image(ChunkSequence archive) {
        return new Chosen(archive, archive.path().name());
    }
}
