package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class FuzzTest {

    @Test
    void everyRunHasTheSameCases() {
        assertThat(numbers())
                .hasSizeGreaterThanOrEqualTo(1)
                .isEqualTo(numbers())
                .doesNotHaveDuplicates();
    }

    private static List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        Fuzz.cases(20, random -> numbers.add(random.nextInt()));
        return numbers;
    }

    @Test
    void aFailureNamesItsSeed() {
        assertThatThrownBy(
                        () ->
                                Fuzz.cases(
                                        1,
                                        _ -> {
                                            throw new IllegalStateException("broken");
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lifeboat.fuzz.seed=")
                .hasMessageContaining("broken");
    }

    @Test
    void inputThatIsRefusedIsNoFailure() {
        Fuzz.cases(
                3,
                _ -> {
                    throw new IOException("refused");
                });
    }
}
