package org.lifeboat.wizard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.local.OperatingSystem;

class NoticeTest {

    @Test
    void whatIsSaidIsNeverTakenForAnOption() {
        assertThat(Notice.command(OperatingSystem.LINUX, "Lifeboat", "--help"))
                .endsWith("--", "Lifeboat", "--help");
        assertThat(Notice.command(OperatingSystem.MAC, "Lifeboat", "\" & evil"))
                .endsWith("end run", "Lifeboat", "\" & evil");
    }

    @Test
    void aSystemWithoutACommandForItIsLeftInPeace() {
        assertThat(Notice.command(OperatingSystem.WINDOWS, "Lifeboat", "done")).isEmpty();
    }
}
