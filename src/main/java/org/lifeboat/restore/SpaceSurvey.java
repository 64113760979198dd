package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarReader;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out what archives will take on a disk before anything is written: the first member's header
 * tells a disk image's true size and how much of it is data, so the first chunk of each archive is
 * read, authenticated and looked into.
 */
final class SpaceSurvey {

    /** gzip makes folders of mixed files smaller by about this factor. */
    private static final int FOLDER_FACTOR = 3;

    /** For folders, links and the report. */
    private static final long SLACK = 1 << 20;

    private final BackupFormat format;
    private final ChunkMemory memory;
    private final Cancellation cancellation;

    /**
     * @param memory all of it free
     */
    SpaceSurvey(BackupFormat format, ChunkMemory memory, Cancellation cancellation) {
        this.format = format;
        this.memory = memory;
        this.cancellation = cancellation;
    }

    /** An archive that nothing was asked of yet. */
    record Look(VmContents vm, ChunkPipeline pipeline) {}

    /**
     * @param looks the archives that will be worked on first come first
     * @param kept of so many archives the first chunk stays in memory, so that it is read only once
     */
    SpaceNeed of(List<Look> looks, int kept, int workers) {
        int first = Math.min(kept, looks.size());
        // The kept ones come last, when nobody waits for memory any more: they do not give theirs
        // back.
        SpaceNeed others =
                ofAll(
                        looks.subList(first, looks.size()),
                        workers,
                        look -> {
                            try {
                                return need(
                                        look,
                                        memory.take(
                                                look.pipeline().archive().path().name(),
                                                size(look),
                                                cancellation),
                                        false);
                            } finally {
                                look.pipeline().forget();
                            }
                        });
        SpaceNeed ours =
                ofAll(
                        looks.subList(0, first),
                        workers,
                        look -> {
                            Optional<List<byte[]>> pieces = memory.takeIfFree(size(look));
                            // A core that no other archive needs may begin with the next chunk.
                            boolean ahead = first == 1;
                            return pieces.isPresent()
                                    ? need(look, pieces.get(), ahead)
                                    : guess(look);
                        });
        return others.and(ours).and(new SpaceNeed(SLACK, 0));
    }

    /** Tells one archive's need. */
    @FunctionalInterface
    private interface Teller {
        SpaceNeed tell(Look look) throws IOException;
    }

    private static SpaceNeed ofAll(List<Look> looks, int workers, Teller teller) {
        List<Callable<SpaceNeed>> work =
                looks.stream()
                        .map(
                                look ->
                                        (Callable<SpaceNeed>)
                                                () -> {
                                                    try {
                                                        return teller.tell(look);
                                                    } catch (IOException
                                                            | RuntimeException damaged) {
                                                        // Then it will not be written either.
                                                        return SpaceNeed.NOTHING;
                                                    }
                                                })
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            return threads.invokeAll(work).stream()
                    .map(Future::resultNow)
                    .reduce(SpaceNeed.NOTHING, SpaceNeed::and);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return SpaceNeed.NOTHING;
        }
    }

    private static long size(Look look) {
        return look.pipeline().archive().chunks().getFirst().entry().size();
    }

    private SpaceNeed need(Look look, List<byte[]> pieces, boolean ahead) throws IOException {
        Chunk firstChunk = look.pipeline().archive().chunks().getFirst();
        Optional<InputStream> head = look.pipeline().peek(pieces, ahead);
        if (head.isEmpty() || firstChunk.number() != 0) {
            return SpaceNeed.NOTHING;
        }
        try (InputStream tar = format.tar(new OneChunk(head.get()))) {
            Optional<TarMember> first = new TarReader(tar).next();
            if (first.isEmpty()) {
                return SpaceNeed.NOTHING;
            }
            return switch (first.get().kind()) {
                case FILE -> need(look, first.get().extents().dataBytes(), first.get().size());
                case FOLDER -> guess(look);
                default -> SpaceNeed.NOTHING;
            };
        } catch (IOException moreThanItsBeginning) {
            // Damaged, and then not written, or a disk with so many holes that their map is longer.
            return guess(look);
        }
    }

    private SpaceNeed guess(Look look) {
        long stored = look.pipeline().archive().storedBytes();
        long byStored = stored * (format.header().compressed() ? FOLDER_FACTOR : 1);
        boolean whole = look.pipeline().archive().path().isWholeFolder();
        long byList = whole ? look.vm().vm().sizeOnDisk().orElse(0) : 0;
        return need(look, Math.max(byStored, byList), 0);
    }

    private static SpaceNeed need(Look look, long bytes, long largestFile) {
        boolean isHome =
                look.vm().holdsHome()
                        && look.pipeline().archive().path().name().equals(VmContents.DISK_OF_DATA);
        return new SpaceNeed(bytes, largestFile, isHome ? bytes : 0);
    }

    /** A beginning that nothing follows. */
    private static final class OneChunk implements BackupFormat.ChunkStreams {
        private Optional<InputStream> chunk;

        private OneChunk(InputStream chunk) {
            this.chunk = Optional.of(chunk);
        }

        @Override
        public Optional<InputStream> next() {
            Optional<InputStream> given = chunk;
            chunk = Optional.empty();
            return given;
        }
    }
}
