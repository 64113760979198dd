package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmContents;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whole runs of the engine, and what a good one's report says. */
public final class Restores {

    private Restores() {}

    /** Restores all VMs that are in a backup. */
    public static RestoreReport restore(Path backup, String passphrase, Path destination)
            throws IOException, FatalException {
        try (Passphrase secret = TestData.passphrase(passphrase);
                OpenBackup open = OpenBackup.open(backup, secret)) {
            return run(RestorePlan.restore(open, inBackup(open), destination));
        }
    }

    /** Everything that {@link #restore} does except writing. */
    public static RestoreReport verify(Path backup, String passphrase)
            throws IOException, FatalException {
        try (Passphrase secret = TestData.passphrase(passphrase);
                OpenBackup open = OpenBackup.open(backup, secret)) {
            return run(RestorePlan.verify(open, inBackup(open)));
        }
    }

    public static List<VmContents> inBackup(OpenBackup open) {
        return open.vms().stream().filter(VmContents::isInBackup).toList();
    }

    public static RestoreReport run(RestorePlan plan) throws IOException, FatalException {
        return new RestoreEngine(plan, new Cancellation()).run();
    }

    /** Nothing is wrong, and every chunk's HMACs are there and equal. */
    public static void assertGood(RestoreReport report) {
        assertThat(report.problems()).isEmpty();
        assertThat(report.header().storedHmac())
                .isNotEmpty()
                .isEqualTo(report.header().computedHmac());
        assertThat(report.vms())
                .isNotEmpty()
                .allSatisfy(
                        vm -> {
                            assertThat(vm.problems()).isEmpty();
                            assertThat(vm.archives())
                                    .isNotEmpty()
                                    .allSatisfy(
                                            archive -> {
                                                assertThat(archive.problems()).isEmpty();
                                                assertThat(archive.verdict()).isEqualTo(Verdict.OK);
                                                assertThat(archive.chunks())
                                                        .isNotEmpty()
                                                        .allSatisfy(Restores::assertVerified);
                                            });
                            assertThat(vm.verdict()).isEqualTo(Verdict.OK);
                        });
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
    }

    private static void assertVerified(ChunkResult chunk) {
        assertThat(chunk.verdict()).isEqualTo(ChunkVerdict.VERIFIED);
        assertThat(chunk.problem()).isEmpty();
        assertThat(chunk.storedHmac()).matches("[0-9a-f]{32,128}").isEqualTo(chunk.computedHmac());
    }
}
