package org.lifeboat.wizard;

import java.nio.file.Path;

/** Opens files and folders with the system's own programs. */
@FunctionalInterface
interface Desktop {
    void open(Path path);
}
