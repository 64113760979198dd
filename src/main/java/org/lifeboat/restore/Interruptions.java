package org.lifeboat.restore;

import org.lifeboat.archive.Source;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a run did not come to its end for reasons that may be gone when it is gone on with. */
final class Interruptions {

    private Interruptions() {}

    static boolean areIn(List<VmResult> results, RestorePlan plan) {
        return results.stream().anyMatch(Interruptions::isInterrupted)
                || results.stream()
                                .flatMap(Interruptions::problems)
                                .anyMatch(ChunkProblem.Unreadable.class::isInstance)
                        && isGone(plan.backup().source());
    }

    /** Whether the archive ended because the drive of the backup is not there any more. */
    static boolean areIn(ArchiveChunks chunks, ChunkLoading loading) {
        return chunks.problems().stream().anyMatch(ChunkProblem.Unreadable.class::isInstance)
                && loading.loader().isSourceGone();
    }

    /** Whether the archive did not come to its end for such a reason. */
    static boolean areIn(ArchiveResult archive, Source source) {
        return archive.verdict() == Verdict.CANCELLED
                || archive.problems().stream().anyMatch(Interruptions::isOfThisComputer)
                || archive.problems().stream().anyMatch(ChunkProblem.Unreadable.class::isInstance)
                        && isGone(source);
    }

    /** Which of the drives failed the archive, and why. */
    static Optional<Problem> in(ArchiveResult archive, Source source) {
        return archive.problems().stream()
                .filter(
                        problem ->
                                problem instanceof RunProblem.DriveFull
                                        || problem instanceof RunProblem.WriteFailed)
                .findFirst()
                .or(
                        () ->
                                archive.problems().stream()
                                                        .anyMatch(
                                                                ChunkProblem.Unreadable.class
                                                                        ::isInstance)
                                                && isGone(source)
                                        ? Optional.of(new RunProblem.BackupGone())
                                        : Optional.empty());
    }

    private static boolean isInterrupted(VmResult vm) {
        return vm.verdict() == Verdict.CANCELLED
                || vm.archives().stream().anyMatch(one -> one.verdict() == Verdict.CANCELLED)
                || problems(vm).anyMatch(Interruptions::isOfThisComputer);
    }

    private static Stream<Problem> problems(VmResult vm) {
        return Stream.concat(
                vm.problems().stream(),
                vm.archives().stream()
                        .flatMap(
                                archive ->
                                        Stream.concat(
                                                archive.problems().stream(),
                                                archive.chunks().stream()
                                                        .flatMap(one -> one.problem().stream()))));
    }

    /** Not of the backup: another run may not meet it. */
    private static boolean isOfThisComputer(Problem problem) {
        return switch (problem) {
            case RunProblem.DriveFull _,
                    RunProblem.WriteFailed _,
                    RunProblem.OutOfMemory _,
                    RunProblem.Cancelled _ ->
                    true;
            default -> false;
        };
    }

    /** A drive that is not there any more, as against one with a bad sector. */
    static boolean isGone(Source source) {
        try {
            source.readAgain(0, ByteBuffer.allocate((int) Math.min(512, source.size())));
            return false;
        } catch (IOException gone) {
            return true;
        }
    }
}
