package org.lifeboat.problem;

import java.io.IOException;
import java.util.List;

/**
 * A code and the facts that its sentence needs.
 *
 * @param facts numbers and strings, in the order that {@link DiskCode} says
 */
public record DiskProblem(DiskCode code, List<Object> facts) {

    public DiskProblem {
        facts = List.copyOf(facts);
    }

    public static DiskProblem of(DiskCode code, Object... facts) {
        return new DiskProblem(code, List.of(facts));
    }

    /** The problem behind a failed read. */
    public static DiskProblem of(IOException failed) {
        return failed instanceof DiskException known
                ? known.problem()
                : of(DiskCode.READ_FAILED, String.valueOf(failed.getMessage()));
    }
}
