package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.CatalogException;
import org.lifeboat.catalog.QubesXml;
import org.lifeboat.catalog.Vm;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.problem.VmProblem;
import org.lifeboat.watch.Cancellation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of VMs, from its authenticated archive.
 *
 * @param vms all VMs of the machine; empty if the list could not be read
 * @param isGood whether it could be read
 * @param problems why not, if so
 */
record VmList(List<Vm> vms, boolean isGood, List<Problem> problems) {

    /**
     * @throws FatalException if it shows that nothing in the backup can be decompressed
     */
    static VmList read(
            Optional<ChunkSequence> archive,
            ChunkLoader loader,
            BackupFormat format,
            PartPlaces places,
            Cancellation cancellation)
            throws FatalException {
        if (archive.isEmpty()) {
            return bad(List.of(), new VmProblem.ListMissing());
        }
        MemorySink content = new MemorySink(QubesXml.MAX_SIZE);
        ArchiveResult result =
                new SmallArchive(loader, format, places, cancellation).read(archive.get(), content);
        for (Problem problem : result.problems()) {
            if (problem instanceof StreamProblem.CompressionUnknown(String filter)) {
                throw new FatalException(new UnreadableBackup.UnknownCompressor(filter));
            }
        }
        if (result.verdict() != Verdict.OK) {
            return bad(result.problems(), new VmProblem.ListDamaged());
        }
        try {
            return new VmList(QubesXml.parse(content.bytes()), true, List.of());
        } catch (CatalogException malformed) {
            return bad(List.of(), new VmProblem.ListDamaged());
        }
    }

    private static VmList bad(List<Problem> reasons, Problem verdict) {
        List<Problem> problems = new ArrayList<>(reasons);
        problems.add(verdict);
        return new VmList(List.of(), false, problems);
    }
}
