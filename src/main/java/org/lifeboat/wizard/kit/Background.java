package org.lifeboat.wizard.kit;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Does work away from the window's thread and brings its outcome back to it. */
public interface Background {

    /** Exactly one of the two is called, on the window's thread. */
    <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed);

    /** Everything at once on the calling thread: for tests of models. */
    Background DIRECT =
            new Background() {
                @Override
                public <T> void run(
                        Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
                    T result;
                    try {
                        result = work.call();
                    } catch (Exception failure) {
                        failed.accept(failure);
                        return;
                    }
                    done.accept(result);
                }
            };
}
