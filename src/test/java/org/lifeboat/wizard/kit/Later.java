package org.lifeboat.wizard.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Work that is done when a test says so, in whatever order. */
public final class Later implements Background {

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        waiting.add(() -> DIRECT.run(work, done, failed));
    }

    public void finishFirst() {
        waiting.removeFirst().run();
    }

    public void finishLast() {
        waiting.removeLast().run();
    }

    public int count() {
        return waiting.size();
    }
}
