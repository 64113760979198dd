package org.lifeboat.wizard.kit;

import java.nio.file.Path;

/** Opens files and folders with the system's own programs. */
@FunctionalInterface
public interface Desktop {
    public void open(Path path);
}
