package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyboardLayoutTest {

    private static final int KEYS = 47;

    @ParameterizedTest
    @EnumSource
    void everyLayoutHasTheSameKeys(KeyboardLayout layout) {
        assertThat(layout.keyCount()).isEqualTo(2 * KEYS + 1);
    }

    @ParameterizedTest
    @EnumSource
    void noCharacterIsOnTwoKeys(KeyboardLayout layout) {
        StringBuilder all = new StringBuilder();
        String us =
                "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
                        + "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>? ";
        KeyboardLayout.US
                .retype(us.toCharArray(), layout)
                .ifPresent(characters -> all.append(characters));
        assertThat(all.chars().boxed().toList()).hasSize(2 * KEYS + 1).doesNotHaveDuplicates();
    }

    /** Taken from xkeyboard-config's symbols, which is what Qubes' dom0 used. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "GERMAN, qyz-/[;@, qzyß-üö\"",
                "FRENCH, qwerty 1A, azerty &Q",
                "POLISH_214, $, $",
                "CZECH, yz1, zy+",
                "DVORAK, asd, aoe",
                "RUSSIAN, privet, зкшмуе"
            })
    void theSameKeysGiveWhatTheyGiveThere(String layout, String us, String there) {
        assertThat(KeyboardLayout.US.retype(us.toCharArray(), KeyboardLayout.valueOf(layout)))
                .hasValueSatisfying(typed -> assertThat(typed).isEqualTo(there.toCharArray()));
    }

    @Test
    void whatALayoutDoesNotHaveCannotHaveBeenTypedOnIt() {
        assertThat(KeyboardLayout.US.retype(new char[] {'ü'}, KeyboardLayout.GERMAN)).isEmpty();
        assertThat(KeyboardLayout.US.retype("aü".toCharArray(), KeyboardLayout.GERMAN)).isEmpty();
    }

    /** The key of the grave accent is the first one. */
    @Test
    void everyKeyOfALayoutIsRetypedFromTheFirstToTheSpaceBar() {
        assertThat(KeyboardLayout.US.retype("` ".toCharArray(), KeyboardLayout.GERMAN))
                .hasValueSatisfying(typed -> assertThat(typed).containsExactly('^', ' '));
    }
}
