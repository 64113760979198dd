package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a folder so far. */
final class FolderDamage {

    /** A folder with more broken blocks than this is not worth more of the list. */
    private static final int MOST = 100;

    private final long folder;
    private final List<Problem> problems = new ArrayList<>();
    private Integrity integrity;

    /**
     * @param integrity of the folder's inode
     */
    FolderDamage(long folder, Integrity integrity) {
        this.folder = folder;
        this.integrity = integrity;
    }

    /** Makes no sense, or lacks something. */
    void damaged() {
        note(new DiskProblem.FolderDamaged(folder), Integrity.DAMAGED);
    }

    void note(Problem problem, Integrity howBad) {
        worsen(howBad);
        if (problems.size() < MOST && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    void worsen(Integrity howBad) {
        integrity = integrity.worse(howBad);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Integrity integrity() {
        return integrity;
    }
}
