package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "2, 2 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "1049, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "12345, 12 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "104857600, 105 MB",
        "4294967295, 4.3 GB",
        "402124800, 402 MB",
        "5000000000000, 5.0 TB",
        "9223372036854775807, 9223 PB"
    })
    void aSizeHasTwoOrThreeDigits(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }
}
