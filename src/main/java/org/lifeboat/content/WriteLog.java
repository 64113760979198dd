package org.lifeboat.content;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Is told what happens to one archive's files before it happens. */
public interface WriteLog {

    /** Remembers nothing. */
    WriteLog NONE = new WriteLog() {};

    /** Something is begun under this name in the VM's folder. */
    default void staged(String name) throws IOException {}

    /**
     * All of the archive is right and on the drive, and is about to get its final names.
     *
     * @param names final ones by those before, both in the VM's folder
     * @param outputs what will be there then
     * @throws IOException if that cannot be noted; then nothing gets its final name
     */
    default void complete(Map<String, String> names, List<FolderSink.Output> outputs)
            throws IOException {}
}
