package org.lifeboat.restore;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the program alive. */
final class Threads {

    private Threads() {}

    static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }
}
