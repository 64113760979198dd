package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.problem.Problem;

import java.util.List;

/**
 * A VM and its archives in this backup.
 *
 * @param archives empty where the backup does not have the VM
 * @param problems signs that more of it was in the backup than there is now
 */
public record VmContents(Vm vm, List<ChunkSequence> archives, List<Problem> problems) {

    static final String DISK_OF_DATA = "private.img";
    static final String DISK_OF_SYSTEM = "root.img";

    public VmContents {
        archives = List.copyOf(archives);
        problems = List.copyOf(problems);
    }

    public VmContents(Vm vm, List<ChunkSequence> archives) {
        this(vm, archives, List.of());
    }

    /** Bytes that its archives have in the backup. */
    public long storedBytes() {
        return archives.stream().mapToLong(ChunkSequence::storedBytes).sum();
    }

    public boolean isInBackup() {
        return !archives.isEmpty();
    }

    /** Whether there is a disk with the home of the VM's user. */
    public boolean holdsHome() {
        return !vm.isDom0() && has(DISK_OF_DATA);
    }

    /** Bytes that the disk with the user's home has in the backup. */
    long storedHomeBytes() {
        return holdsHome()
                ? archives.stream()
                        .filter(archive -> archive.path().name().equals(DISK_OF_DATA))
                        .mapToLong(ChunkSequence::storedBytes)
                        .sum()
                : 0;
    }

    /** Its folder in the backup. */
    String folder() {
        return vm.isDom0() ? ArchivePath.DOM0_HOME : vm.path();
    }

    /** Whether the list of VMs promises it and nothing of it is there. */
    boolean isMissing() {
        return vm.included() && !isInBackup();
    }

    /** Disks that Qubes always stores for such a VM and that this backup does not have. */
    public List<String> missingDisks() {
        boolean hasNoDisks = vm.isDom0() || vm.type() == VmType.DISPOSABLE;
        if (!isInBackup() || hasNoDisks || has(".")) {
            return List.of();
        }
        boolean ownSystem = vm.type() == VmType.STANDALONE || vm.type() == VmType.HVM;
        List<String> expected =
                ownSystem ? List.of(DISK_OF_DATA, DISK_OF_SYSTEM) : List.of(DISK_OF_DATA);
        return expected.stream().filter(disk -> !has(disk)).toList();
    }

    private boolean has(String archive) {
        return archives.stream().anyMatch(sequence -> sequence.path().name().equals(archive));
    }
}
