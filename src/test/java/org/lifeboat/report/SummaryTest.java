package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.Verdict;

class SummaryTest {

    private static String restore(Verdict verdict, Verdict... vms) {
        return Summary.of(Reports.of(Mode.RESTORE, verdict, vms));
    }

    private static String verify(Verdict verdict, Verdict... vms) {
        return Summary.of(Reports.of(Mode.VERIFY, verdict, vms));
    }

    @Test
    void allIsSaidOnlyIfItWasAll() {
        assertThat(restore(Verdict.OK, Verdict.OK, Verdict.OK))
                .isEqualTo("All 2 VMs are complete and in place.");
        assertThat(verify(Verdict.OK, Verdict.OK, Verdict.OK))
                .isEqualTo("All 2 VMs that were checked are complete and authentic.");
    }

    @Test
    void oneVmIsOne() {
        assertThat(restore(Verdict.OK, Verdict.OK))
                .isEqualTo("The one VM is complete and in place.");
        assertThat(verify(Verdict.OK, Verdict.OK))
                .isEqualTo("The one VM that was checked is complete and authentic.");
    }

    @Test
    void noVmIsNothing() {
        assertThat(restore(Verdict.OK)).isEqualTo("Nothing was restored.");
        assertThat(verify(Verdict.OK)).isEqualTo("Nothing was checked.");
    }

    @Test
    void damageIsCounted() {
        assertThat(restore(Verdict.DAMAGED, Verdict.OK, Verdict.DAMAGED, Verdict.MISSING))
                .startsWith("1 of 3 VMs are complete.")
                .doesNotContain("All");
    }

    @Test
    void oneThatIsNotCompleteIsOneToo() {
        assertThat(restore(Verdict.DAMAGED, Verdict.DAMAGED))
                .isEqualTo("The one VM is not complete. What is wrong with it is said below.");
        assertThat(restore(Verdict.DAMAGED, Verdict.OK, Verdict.DAMAGED))
                .isEqualTo(
                        "1 of 2 VMs are complete. What is wrong with the other one is said below.");
        assertThat(restore(Verdict.DAMAGED, Verdict.OK))
                .isEqualTo("The one VM is complete, but something else is wrong with the backup.");
        assertThat(restore(Verdict.CANCELLED, Verdict.CANCELLED))
                .isEqualTo("Cancelled. The one VM is not complete.");
    }

    @Test
    void whatWasNotAskedForDoesNotCount() {
        assertThat(restore(Verdict.OK, Verdict.OK, Verdict.SKIPPED))
                .isEqualTo("The one VM is complete and in place.");
    }

    @Test
    void aBackupMayBeDamagedWhereNoVmIs() {
        assertThat(restore(Verdict.DAMAGED, Verdict.OK, Verdict.OK))
                .startsWith("2 of 2 VMs are complete, but");
    }

    @Test
    void aCancelledRunSaysSo() {
        assertThat(restore(Verdict.CANCELLED, Verdict.OK, Verdict.CANCELLED))
                .isEqualTo("Cancelled. 1 of 2 VMs are complete.");
    }
}
