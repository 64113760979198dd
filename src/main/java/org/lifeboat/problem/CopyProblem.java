package org.lifeboat.problem;

/**
 * Copying files out of a restored disk ("My files"); disks go by their paths in the destination.
 */
public sealed interface CopyProblem extends Problem {

    record FileNotCopied(String path, String vm, Problem reason) implements CopyProblem {}

    /** Of the files in a disk that is not whole, so many are. */
    record SomeFilesWhole(String disk, long whole, long all) implements CopyProblem {}

    /**
     * The same where files were copied out of it already.
     *
     * @param folder where those of the home are
     */
    record SomeFilesInPlace(String disk, long whole, long all, String folder)
            implements CopyProblem {}

    record FilesNotWritten(String disk) implements CopyProblem {}

    /** There are homes beside that of the usual user. */
    record OtherHomes(String vm) implements CopyProblem {}

    record DiskEmpty(String disk) implements CopyProblem {}

    record DiskWithoutHome(String disk) implements CopyProblem {}

    record DiskOfOtherKind(String disk, Term kind) implements CopyProblem {}

    record DiskUnknown(String disk) implements CopyProblem {}

    record DiskDamaged(String disk, Problem reason) implements CopyProblem {}

    record DiskKept(String disk) implements CopyProblem {}

    record DiskNotRemoved(String disk) implements CopyProblem {}
}
