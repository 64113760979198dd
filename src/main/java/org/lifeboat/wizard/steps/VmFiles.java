package org.lifeboat.wizard.steps;

import org.lifeboat.catalog.VmType;
import org.lifeboat.content.FolderSink;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.VmResult;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of one VM is in place now.
 *
 * @param files how many files of its user, outside of disk images
 * @param fileBytes their true sizes together
 * @param disks how many disk images
 * @param diskBytes their full sizes together, empty regions included
 * @param folder path below the destination of the folder with these files, if there are any
 */
record VmFiles(long files, long fileBytes, int disks, long diskBytes, Optional<String> folder) {

    static VmFiles of(VmResult vm) {
        long files = 0;
        long fileBytes = 0;
        int disks = 0;
        long diskBytes = 0;
        Optional<String> folder = Optional.empty();
        for (FolderSink.Output output : outputs(vm)) {
            if (ResultModel.isDisk(output.path())) {
                disks++;
                diskBytes += output.size();
            } else if (isUsers(vm, output)) {
                files += output.files().orElse(1);
                fileBytes += output.size();
                folder = folder.or(() -> Optional.of(folder(output)));
            }
        }
        return new VmFiles(files, fileBytes, disks, diskBytes, folder);
    }

    /** Whether it is of the user's home; the others are Qubes' own, such as lists for its menu. */
    private static boolean isUsers(VmResult vm, FolderSink.Output output) {
        return output.files().isPresent() || vm.vm().type() == VmType.ADMIN;
    }

    private static List<FolderSink.Output> outputs(VmResult vm) {
        return vm.archives().stream().flatMap(archive -> archive.outputs().stream()).toList();
    }

    /** The folder itself; of a single file, that of its VM. */
    private static String folder(FolderSink.Output output) {
        OptionalLong inside = output.files();
        int end = output.path().indexOf('/');
        return inside.isPresent() || end < 0 ? output.path() : output.path().substring(0, end);
    }

    /** How much it is, such as {@code 12 files, 3.4 MB}; nothing if nothing is in place. */
    String words() {
        String ofFiles =
                files == 0
                        ? ""
                        : Messages.text("wizard.result.vm.files", shown(files))
                                + ", "
                                + Messages.size(fileBytes);
        String ofDisks =
                disks == 0
                        ? ""
                        : Messages.text("wizard.result.vm.disks", disks)
                                + ", "
                                + Messages.size(diskBytes);
        String between = files == 0 || disks == 0 ? "" : "; ";
        return ofFiles + between + ofDisks;
    }

    private static int shown(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
