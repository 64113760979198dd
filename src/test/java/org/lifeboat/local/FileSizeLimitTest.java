package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

class FileSizeLimitTest {

    private static Stream<String> limits(String soft) {
        return Stream.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max cpu time              7                    unlimited            seconds   ",
                "Max file size             %-20s unlimited            bytes     ".formatted(soft),
                "Max data size             8                    unlimited            bytes     ");
    }

    @ParameterizedTest
    @CsvSource({"0", "1073741824"})
    void theSoftLimitCounts(String bytes) {
        assertThat(FileSizeLimit.in(limits(bytes))).hasValue(Long.parseLong(bytes));
    }

    @ParameterizedTest
    @CsvSource({"unlimited", "-1", "99999999999999999999"})
    void whatIsNoNumberIsNoLimit(String soft) {
        assertThat(FileSizeLimit.in(limits(soft))).isEmpty();
    }

    @Test
    void aSystemWithoutThatLineHasNoLimit() {
        assertThat(FileSizeLimit.in(Stream.of("Max cpu time  unlimited"))).isEmpty();
    }
}
