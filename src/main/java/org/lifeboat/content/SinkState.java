package org.lifeboat.content;

import java.util.List;
import java.util.Map;

/**
 * What a {@link FolderSink} knows of an archive's members before the file that it is writing. Paths
 * are below the VM's folder, with slashes.
 *
 * @param roots what stands in the VM's folder, by the names that it will have
 * @param folders that were made, in that order
 * @param files that were written, in that order
 * @param links that are to be made in the end
 */
public record SinkState(
        Map<String, String> roots, List<Folder> folders, List<File> files, List<Link> links) {

    /**
     * @param isMember whether it is a member of its own, with attributes
     */
    public record Folder(
            List<String> place, String path, boolean isMember, int mode, long modified) {}

    /**
     * @param size in bytes
     */
    public record File(List<String> place, String path, long size, int mode, long modified) {}

    public record Link(List<String> place, String target, int mode, long modified) {}
}
