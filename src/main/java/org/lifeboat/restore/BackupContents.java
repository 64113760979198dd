package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Gap;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.OuterProblem;
import org.lifeboat.archive.Source;
import org.lifeboat.catalog.Vm;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Cancellation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contents of a backup, by VM.
 *
 * @param gaps in the outer file
 * @param cutFolder the folder that the last entry of a file that was cut off belongs to
 * @param vms every VM of the machine that made the backup, and folders that no VM claims
 * @param problems about the backup as a whole; those of one VM are with it
 * @param isListGood whether the list of VMs could be read; if not, VMs are named after their
 *     folders
 * @param places whether the parts of these archives can be where they are
 */
record BackupContents(
        List<Gap> gaps,
        Optional<String> cutFolder,
        List<VmContents> vms,
        List<Problem> problems,
        boolean isListGood,
        PartPlaces places) {

    BackupContents {
        gaps = List.copyOf(gaps);
        vms = List.copyOf(vms);
        problems = List.copyOf(problems);
    }

    /**
     * @throws FatalException if nothing in the backup can be decompressed
     */
    static BackupContents read(
            BackupIndex index,
            Source source,
            BackupFormat format,
            ChunkLoader loader,
            Cancellation cancellation)
            throws FatalException {
        Archives archives = format.archives(source, index);
        PartPlaces places = format.places(archives);
        List<ChunkSequence> ofVms = new ArrayList<>(archives.sequences());
        Optional<ChunkSequence> catalog =
                ofVms.stream()
                        .filter(archive -> archive.path().equals(ArchivePath.CATALOG))
                        .findFirst();
        catalog.ifPresent(found -> ofVms.removeIf(archive -> archive == found));
        VmList list = VmList.read(catalog, loader, format, places, cancellation);
        List<OuterProblem> problems = OuterProblem.of(index.gaps(), archives.traces());
        Map<String, List<Problem>> byFolder =
                problems.stream()
                        .collect(
                                Collectors.groupingBy(
                                        OuterProblem::folder,
                                        Collectors.mapping(
                                                OuterProblem::problem, Collectors.toList())));
        List<VmContents> vms =
                assign(list.vms(), ofVms).stream().map(vm -> withProblems(vm, byFolder)).toList();
        // Those of a VM are with it; what is left of them belongs to no VM, or to several.
        List<Problem> ofAll = new ArrayList<>(source.problems());
        problems.stream()
                .filter(problem -> byFolder.containsKey(problem.folder()))
                .map(OuterProblem::problem)
                .forEach(ofAll::add);
        index.cut().ifPresent(ofAll::add);
        ofAll.addAll(list.problems());
        return new BackupContents(
                index.gaps(),
                index.cut().map(cut -> folder(index.entries().getLast())),
                vms,
                ofAll,
                list.isGood(),
                places);
    }

    private static VmContents withProblems(VmContents vm, Map<String, List<Problem>> problems) {
        List<Problem> own = vm.folder().isEmpty() ? null : problems.remove(vm.folder());
        return own == null ? vm : new VmContents(vm.vm(), vm.archives(), own);
    }

    /**
     * Gives every archive to the VM whose folder it is in; folders that no VM claims become VMs of
     * their own.
     */
    private static List<VmContents> assign(List<Vm> listed, List<ChunkSequence> archives) {
        Map<String, List<ChunkSequence>> byFolder = new LinkedHashMap<>();
        for (ChunkSequence archive : archives) {
            byFolder.computeIfAbsent(archive.path().folder(), folder -> new ArrayList<>())
                    .add(archive);
        }
        List<VmContents> contents = new ArrayList<>();
        for (Vm vm : listed) {
            VmContents nothing = new VmContents(vm, List.of());
            boolean mayHave = vm.included() && !vm.path().isEmpty();
            List<ChunkSequence> own = mayHave ? byFolder.remove(nothing.folder()) : null;
            contents.add(own == null ? nothing : new VmContents(vm, own));
        }
        byFolder.forEach(
                (folder, unclaimed) ->
                        contents.add(new VmContents(UnlistedVm.of(folder, unclaimed), unclaimed)));
        return contents;
    }

    /** Whether everything that the list of VMs promises is there. */
    boolean isComplete() {
        return isListGood
                && vms.stream().noneMatch(vm -> vm.isMissing() || !vm.missingDisks().isEmpty());
    }

    /** Whether nothing is wrong outside the VMs. */
    boolean isWhole() {
        return isListGood && problems.isEmpty();
    }

    /**
     * Whether nothing is wrong outside the VMs that may have taken something of these. Damage next
     * to a VM's entries may have been one of them.
     *
     * @param chosen VMs of this backup
     */
    boolean isWholeFor(List<VmContents> chosen) {
        Set<VmContents> wanted = new HashSet<>(chosen);
        if (vms.stream().filter(vm -> vm.vm().included()).allMatch(wanted::contains)) {
            return isWhole();
        }
        return isListGood && chosen.stream().noneMatch(this::mayHaveLost);
    }

    private boolean mayHaveLost(VmContents vm) {
        String folder = vm.folder();
        return gaps.stream().anyMatch(gap -> gap.touches(folder))
                || cutFolder.filter(folder::equals).isPresent();
    }

    private static String folder(OuterEntry entry) {
        return ArchivePath.of(entry.name()).folder();
    }
}
