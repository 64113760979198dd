package org.lifeboat.wizard.kit;

import java.nio.file.Path;

/** Opens files and folders with the system's own programs. */
@FunctionalInterface
public interface Desktop {

    /**
     * @param failed called on the window's thread if the system has no program for it
     */
    void open(Path path, Runnable failed);
}
