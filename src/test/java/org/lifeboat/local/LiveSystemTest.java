package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSystemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BOOT_IMAGE=/live/vmlinuz boot=live components quiet\n",
                "BOOT_IMAGE=/casper/vmlinuz boot=casper --- quiet splash",
                "root=live:CDLABEL=Fedora rd.live.image quiet",
                "archisobasedir=arch archisolabel=ARCH_202601"
            })
    void aSystemThatWasStartedFromAStickIsOne(String commandLine) {
        assertThat(LiveSystem.isLive(commandLine)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BOOT_IMAGE=/vmlinuz root=UUID=1 ro quiet", "root=/dev/liveboot"})
    void aSystemOnADriveIsNone(String commandLine) {
        assertThat(LiveSystem.isLive(commandLine)).isFalse();
    }
}
