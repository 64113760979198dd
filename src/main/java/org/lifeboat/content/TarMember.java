package org.lifeboat.content;

/**
 * One member of an archive's tar.
 *
 * @param name as the tar has it
 * @param size the file's true size in bytes, holes included; 0 for what is not a file
 * @param extents where its data lies
 * @param mode permission bits, setuid and the like included
 * @param modified seconds since 1970
 * @param linkTarget of links, else empty
 */
public record TarMember(
        String name,
        Kind kind,
        long size,
        SparseMap extents,
        int mode,
        long modified,
        String linkTarget) {

    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK,
        /** Devices, pipes and the like. */
        OTHER
    }
}
