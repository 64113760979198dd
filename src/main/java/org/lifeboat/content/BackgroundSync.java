package org.lifeboat.content;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings complete files to the disk while the next ones are being written. Many at once, for file
 * systems write one journal entry for all that wait together, and one by one thousands of small
 * files take minutes.
 */
final class BackgroundSync {

    private static final int AT_ONCE = 64;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    /**
     * Syncs and closes a file that is the caller's no more. Waits while too many others are open.
     */
    void finish(OutputFile file) {
        free.acquireUninterruptibly();
        Thread.startVirtualThread(
                () -> {
                    try {
                        finishNow(file);
                    } catch (IOException failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        free.release();
                    }
                });
    }

    private static void finishNow(OutputFile file) throws IOException {
        try {
            file.finish();
        } finally {
            file.close();
        }
    }

    /**
     * Waits until every file is on the disk.
     *
     * @throws IOException if one of them could not be written
     */
    void await() throws IOException {
        free.acquireUninterruptibly(AT_ONCE);
        free.release(AT_ONCE);
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
