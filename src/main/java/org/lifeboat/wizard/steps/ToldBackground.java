package org.lifeboat.wizard.steps;

import org.lifeboat.wizard.kit.Background;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits for work, and says every now and then how far it is. */
final class ToldBackground implements Background {

    /** Seldom enough to be read aloud in between. */
    private static final int SECONDS = 15;

    private final Runnable tell;

    ToldBackground(Runnable tell) {
        this.tell = tell;
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("restoring")
                .start(
                        () -> {
                            try {
                                outcome.complete(work.call());
                            } catch (Throwable failure) {
                                outcome.completeExceptionally(failure);
                            }
                        });
        while (true) {
            T result;
            try {
                result = outcome.get(SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                tell.run();
                continue;
            } catch (ExecutionException failure) {
                failed.accept(failure.getCause());
                return;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                failed.accept(stop);
                return;
            }
            done.accept(result);
            return;
        }
    }
}
