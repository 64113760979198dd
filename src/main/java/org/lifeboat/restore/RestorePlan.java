package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.content.VmFolder;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done: which VMs, and where to.
 *
 * @param chosen VMs of the backup; those that are not in it are told as missing
 * @param destination nothing if all is only verified
 * @param need what it will take on a disk, if that was found out before; else it is found out first
 * @param wanted what stays of disks that hold users' files
 * @param usesDamaged whether chunks that are not authentic are decoded as well, where nothing else
 *     is there
 * @param isAnew whether all is restored from its beginning, beside what an interrupted run left
 */
public record RestorePlan(
        OpenBackup backup,
        List<VmContents> chosen,
        Optional<Path> destination,
        Optional<SpaceNeed> need,
        Wanted wanted,
        boolean usesDamaged,
        boolean isAnew) {

    public RestorePlan {
        chosen = List.copyOf(chosen);
    }

    /** One that goes on with what an interrupted run left. */
    public RestorePlan(
            OpenBackup backup,
            List<VmContents> chosen,
            Optional<Path> destination,
            Optional<SpaceNeed> need,
            Wanted wanted,
            boolean usesDamaged) {
        this(backup, chosen, destination, need, wanted, usesDamaged, false);
    }

    public static RestorePlan verify(OpenBackup backup, List<VmContents> chosen) {
        return new RestorePlan(
                backup, chosen, Optional.empty(), Optional.empty(), Wanted.DISKS, false);
    }

    public static RestorePlan restore(
            OpenBackup backup, List<VmContents> chosen, Path destination) {
        return new RestorePlan(
                backup, chosen, Optional.of(destination), Optional.empty(), Wanted.DISKS, false);
    }

    /** All that a backup holds, and what it should hold. */
    public static List<VmContents> everything(OpenBackup backup) {
        return backup.vms().stream().filter(vm -> vm.vm().included()).toList();
    }

    /**
     * What somebody wants who picked these of the VMs that are in the backup: who picked all of
     * them also wants those that should be there, and has to be told that they are missing.
     */
    public static List<VmContents> picked(OpenBackup backup, List<VmContents> picked) {
        List<VmContents> there = backup.vms().stream().filter(VmContents::isInBackup).toList();
        if (!new HashSet<>(picked).containsAll(there)) {
            return picked;
        }
        Set<VmContents> all = new LinkedHashSet<>(picked);
        all.addAll(everything(backup));
        return List.copyOf(all);
    }

    /**
     * Whether nothing is wrong outside the VMs that may have taken something of those that were
     * asked for.
     */
    boolean isAllThatWasMeant() {
        return backup.isHeaderProven() && backup.contents().isWholeFor(chosen);
    }

    /** The same, leaving something else of the disks. */
    public RestorePlan wanting(Wanted other) {
        return new RestorePlan(backup, chosen, destination, need, other, usesDamaged, isAnew);
    }

    /** The same, but also using what is damaged. */
    public RestorePlan usingDamaged() {
        return new RestorePlan(backup, chosen, destination, need, wanted, true, isAnew);
    }

    /** The same from the beginning, whatever an interrupted run left. */
    public RestorePlan anew() {
        return new RestorePlan(backup, chosen, destination, need, wanted, usesDamaged, true);
    }

    boolean copiesFiles() {
        return destination.isPresent() && wanted.files();
    }

    /** The folder that a VM goes to, not made yet. */
    public static VmFolder folderFor(VmContents contents, Path destination) {
        String name = contents.vm().isDom0() ? ArchivePath.DOM0_HOME : contents.vm().name();
        return new VmFolder(destination, name);
    }

    Mode mode() {
        return destination.isPresent() ? Mode.RESTORE : Mode.VERIFY;
    }
}
