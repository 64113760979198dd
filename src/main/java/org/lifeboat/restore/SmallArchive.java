package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.content.MemberSink;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.watch.Cancellation;

import java.util.List;
import java.util.OptionalLong;

/** Reads one archive by itself, outside a run: the list of VMs. */
final class SmallArchive {

    private final ChunkLoader loader;
    private final BackupFormat format;
    private final PartPlaces places;
    private final Cancellation cancellation;

    SmallArchive(
            ChunkLoader loader, BackupFormat format, PartPlaces places, Cancellation cancellation) {
        this.places = places;
        this.loader = loader;
        this.format = format;
        this.cancellation = cancellation;
    }

    /**
     * @throws java.util.concurrent.CancellationException if it was to stop
     */
    ArchiveResult read(ChunkSequence archive, MemberSink sink) {
        Vm owner = new Vm("", VmType.ADMIN, "", "", true, OptionalLong.empty(), false);
        Progress progress =
                new Progress(List.of(new VmContents(owner, List.of(archive))), 0, false);
        ChunkLoading loading =
                new ChunkLoading(
                        loader,
                        places,
                        ChunkMemory.forWorkers(1, format.keyMemory()),
                        Runnable::run,
                        0,
                        progress,
                        cancellation);
        ArchiveChunks chunks =
                new ArchiveChunks(archive, new ChunkQueue(archive, loading), loading);
        ArchiveResult result =
                new ArchiveTask(archive, format, chunks, loading, false, (notes, complete) -> sink)
                        .run();
        cancellation.check();
        return result;
    }
}
