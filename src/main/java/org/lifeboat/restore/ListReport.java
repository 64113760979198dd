package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;

import java.util.List;

/** The verified header and the list of VMs, as a report. */
final class ListReport {

    private ListReport() {}

    static RestoreReport of(OpenBackup backup) {
        List<VmResult> vms = backup.vms().stream().map(ListReport::vm).toList();
        boolean isWhole =
                backup.isHeaderProven()
                        && backup.contents().isWhole()
                        && vms.stream().allMatch(vm -> vm.problems().isEmpty());
        return new RestoreReport(
                Mode.LIST,
                RestoreReport.backup(backup),
                RestoreReport.header(backup),
                isWhole ? Verdict.OK : Verdict.DAMAGED,
                vms,
                backup.problems());
    }

    private static VmResult vm(VmContents contents) {
        if (contents.isMissing()) {
            return VmResult.absent(contents);
        }
        return new VmResult(
                contents.vm(),
                Verdict.SKIPPED,
                contents.archives().stream().map(ListReport::archive).toList(),
                contents.problems());
    }

    private static ArchiveResult archive(ChunkSequence archive) {
        return new ArchiveResult(
                archive.path().name(),
                Verdict.SKIPPED,
                archive.storedBytes(),
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
