package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.content.MemberSink;

import java.util.List;
import java.util.OptionalLong;

/** Reads one archive by itself, outside a run: the list of VMs. */
final class SmallArchive {

    private final OpenBackup backup;

    SmallArchive(OpenBackup backup) {
        this.backup = backup;
    }

    ArchiveResult read(ChunkSequence archive, MemberSink sink) {
        Vm owner = new Vm("", VmType.ADMIN, "", "", true, OptionalLong.empty(), false);
        Progress progress =
                new Progress(List.of(new VmContents(owner, List.of(archive))), 0, false);
        Cancellation never = new Cancellation();
        ChunkPipeline pipeline =
                new ChunkPipeline(
                        archive,
                        new ChunkLoader(backup.source(), backup.format(), never),
                        ChunkMemory.forWorkers(1),
                        Runnable::run,
                        0,
                        progress,
                        never);
        return new ArchiveTask(archive, backup.format(), pipeline, notes -> sink).run();
    }
}
