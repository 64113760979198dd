package org.lifeboat.disk.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.util.List;

class CopyLogTest {

    private static List<Problem> noted(Exception why) {
        CopyLog log = new CopyLog();
        log.failed("notes", why);
        return log.result(new CopyProgress(), false).problems().stream()
                .map(TreeWalk.Trouble::problem)
                .toList();
    }

    @Test
    void tooLittleMemoryIsNotTheDrivesFault() {
        assertThat(noted(new IOException(new OutOfMemoryError("heap"))))
                .containsExactly(new RunProblem.OutOfMemory());
    }

    @Test
    void whatReadingSaysOfItselfIsSaid() {
        Problem problem = new RunProblem.OutOfMemory();
        assertThat(noted(new ProblemException(problem))).containsExactly(problem);
    }

    @Test
    void allElseIsTheDrives() {
        assertThat(noted(new IOException("no such device")))
                .containsExactly(new DiskProblem.WriteFailed("no such device"));
    }
}
