package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeForecastTest {

    @Test
    void moreCoresAreFasterUntilTheDriveIsTheSlowest() {
        long bytes = 120_000_000_000L;
        assertThat(TimeForecast.seconds(bytes, 1)).isEqualTo(3000);
        assertThat(TimeForecast.seconds(bytes, 2)).isEqualTo(1500);
        assertThat(TimeForecast.seconds(bytes, 64)).isEqualTo(TimeForecast.seconds(bytes, 3));
    }

    @Test
    void aSmallBackupIsAMatterOfSeconds() {
        assertThat(TimeForecast.sentence(1_000_000)).contains("a few seconds");
        assertThat(TimeForecast.sentence(900_000_000_000L)).contains("hours");
    }
}
