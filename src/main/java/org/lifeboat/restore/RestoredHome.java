package org.lifeboat.restore;

import org.lifeboat.content.FolderSink;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's home that a restore left inside a disk image.
 *
 * @param image its path, below the destination as that was given
 * @param path of the home in the image
 */
public record RestoredHome(Path image, String path) {

    /** The first whose files are nowhere else; nothing if there is none. */
    public static Optional<RestoredHome> in(RestoreReport report, Path destination) {
        return report.vms().stream()
                .filter(vm -> !vm.vm().isDom0())
                .flatMap(vm -> vm.archives().stream())
                .filter(archive -> archive.name().equals(VmContents.DISK_OF_DATA))
                .filter(archive -> !hasFiles(archive))
                .flatMap(archive -> image(archive, destination).stream())
                .flatMap(image -> in(image).stream())
                .findFirst();
    }

    private static boolean hasFiles(ArchiveResult archive) {
        return archive.outputs().stream().anyMatch(output -> output.files().isPresent());
    }

    private static Optional<Path> image(ArchiveResult archive, Path destination) {
        Stream<Path> whole =
                archive.outputs().stream().map(FolderSink.Output::path).map(destination::resolve);
        Optional<Path> left =
                archive.salvaged().filter(saved -> saved.files().isPresent()).map(Salvaged::image);
        return Stream.concat(whole, left.stream()).findFirst();
    }

    private static Optional<RestoredHome> in(Path image) {
        try (ImageFile disk = ImageFile.open(image)) {
            return HomeFolder.in(disk, new Cancellation())
                            instanceof HomeFolder.Search.Found(HomeFolder home)
                    ? Optional.of(new RestoredHome(image, "/" + home.path()))
                    : Optional.empty();
        } catch (IOException | RuntimeException notReadable) {
            // What is wrong with the image was told when it was written.
            return Optional.empty();
        }
    }
}
