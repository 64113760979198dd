package org.lifeboat.archive;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with the outer file in one place.
 *
 * @param position in bytes from the start of the backup
 * @param folder among whose entries it is, empty if it is between those of two or concerns all
 */
public record OuterProblem(long position, String folder, Problem problem) {

    /** In the order of the file. */
    public static List<OuterProblem> of(List<Gap> gaps, List<Trace> traces) {
        return Stream.concat(
                        gaps.stream().map(OuterProblem::of), traces.stream().map(OuterProblem::of))
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .toList();
    }

    private static OuterProblem of(Gap gap) {
        return new OuterProblem(
                gap.position(),
                gap.folder().orElse(""),
                new IndexProblem.Damaged(
                        new ByteCount(gap.position()), new ByteCount(gap.length())));
    }

    private static OuterProblem of(Trace trace) {
        return new OuterProblem(trace.position(), trace.folder(), trace.problem());
    }
}
