package org.lifeboat.restore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Numbered pieces of work, done by several threads in the order of their numbers. */
final class Parallel {

    private Parallel() {}

    /**
     * Returns when all are done. What is waiting takes no memory, however many there are.
     *
     * @param count of the pieces, which have the numbers from 0
     * @param threads how many work at a time
     * @param name of the threads
     * @param work told a number; what it throws ends its thread and is thrown when the others have
     *     done the rest
     */
    static void each(int count, int threads, String name, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker =
                () -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        work.accept(i);
                    }
                };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, Threads.daemons(name))) {
            CompletableFuture<?>[] workers =
                    Stream.generate(() -> CompletableFuture.runAsync(worker, pool))
                            .limit(threads)
                            .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(workers).join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case Error fatal -> throw fatal;
                case RuntimeException unexpected -> throw unexpected;
                default -> throw failed;
            }
        }
    }
}
