package org.lifeboat.content;

import java.io.IOException;
import java.util.Optional;

/** Is told what things in a VM's folder are called before they are made, and remembers it. */
public interface FolderLog {

    /** Remembers nothing. */
    FolderLog NONE = new FolderLog() {};

    /** What the folder is called that an earlier run made. */
    default Optional<String> earlier() {
        return Optional.empty();
    }

    /** The VM's folder gets this name now. */
    default void named(String name) throws IOException {}

    /** Something that is no archive's is begun under this name in the VM's folder. */
    default void staged(String name) throws IOException {}

    /** The same gets its final name now. */
    default void renamed(String from, String to) throws IOException {}
}
