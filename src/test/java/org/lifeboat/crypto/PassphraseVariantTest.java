package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.crypto.PassphraseVariant.Kind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class PassphraseVariantTest {

    private static Optional<String> meant(String typed, Kind kind) {
        return PassphraseVariant.of(typed.toCharArray()).stream()
                .filter(variant -> variant.kind() == kind)
                .map(variant -> text(variant.passphrase()))
                .findFirst();
    }

    private static String text(Passphrase passphrase) {
        return new String(passphrase.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " secret,secret",
                "secret ,secret",
                "'\tsecret word\n',secret word",
                " s ,s",
                "\u2003s,s",
                "   ,''"
            })
    void blanksAtTheEndsMayNotHaveBeenMeant(String typed, String meant) {
        assertThat(meant(typed, Kind.WITHOUT_BLANKS_AT_THE_ENDS)).contains(meant);
    }

    @Test
    void withoutBlanksAtTheEndsNothingIsStripped() {
        assertThat(meant("se cret", Kind.WITHOUT_BLANKS_AT_THE_ENDS)).isEmpty();
        assertThat(meant("", Kind.WITHOUT_BLANKS_AT_THE_ENDS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sECRET 1, Secret 1", "Äb, äB", "ß-x, ß-X"})
    void capsLockMayHaveBeenOn(String typed, String meant) {
        assertThat(meant(typed, Kind.CAPS_LOCK)).contains(meant);
    }

    @Test
    void accentsMayHaveBeenTypedApartOrTogether() {
        assertThat(meant("u\u0308x", Kind.COMPOSED_ACCENTS)).contains("\u00fcx");
        assertThat(meant("\u00fcx", Kind.SEPARATE_ACCENTS)).contains("u\u0308x");
        assertThat(meant("\u00fcx", Kind.COMPOSED_ACCENTS)).isEmpty();
        assertThat(meant("\u0080", Kind.SEPARATE_ACCENTS)).isEmpty();
    }

    @Test
    void theBytesOfAnOldLocaleAreTried() {
        assertThat(PassphraseVariant.of("\u00fc1\u00ff".toCharArray()))
                .filteredOn(variant -> variant.kind() == Kind.LATIN_1)
                .singleElement()
                .satisfies(
                        variant ->
                                assertThat(variant.passphrase().bytes())
                                        .containsExactly(0xfc, '1', 0xff));
    }

    @Test
    void whatAnOldLocaleLackedWasNotTypedInIt() {
        assertThat(meant("\u0100", Kind.LATIN_1)).isEmpty();
        assertThat(meant("\u20ac\u00fc", Kind.LATIN_1)).isEmpty();
    }

    @Test
    void anotherKeyboardIsNamed() {
        assertThat(PassphraseVariant.of("yes".toCharArray()))
                .filteredOn(variant -> text(variant.passphrase()).equals("zes"))
                .first()
                .satisfies(
                        variant -> {
                            assertThat(variant.kind()).isEqualTo(Kind.KEYBOARD_LAYOUT);
                            assertThat(variant.detail()).containsExactly("US", "GERMAN");
                        });
    }

    @Test
    void whatWasTypedComesFirstAndNothingTwice() {
        List<PassphraseVariant> variants =
                PassphraseVariant.of("Correct h\u00f6rse ".toCharArray());
        assertThat(variants.getFirst().kind()).isEqualTo(Kind.AS_TYPED);
        assertThat(text(variants.getFirst().passphrase())).isEqualTo("Correct h\u00f6rse ");
        assertThat(variants.stream().map(v -> Arrays.toString(v.passphrase().bytes())))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsThereAlreadyIsWipedAndNotAdded() {
        List<PassphraseVariant> variants = new ArrayList<>();
        Passphrase first = Passphrase.ofCharacters("secret".toCharArray());
        Passphrase same = Passphrase.ofCharacters("secret".toCharArray());
        PassphraseVariant.add(variants, Kind.AS_TYPED, List.of(), first);
        PassphraseVariant.add(variants, Kind.CAPS_LOCK, List.of(), same);
        assertThat(variants).singleElement().extracting(v -> v.kind()).isEqualTo(Kind.AS_TYPED);
        assertThat(same.bytes()).hasSize(6).containsOnly(0);
        assertThat(text(first)).isEqualTo("secret");
    }

    @Test
    void closingWipesIt() {
        PassphraseVariant variant = PassphraseVariant.of("secret".toCharArray()).getFirst();
        variant.close();
        assertThat(variant.passphrase().bytes()).hasSize(6).containsOnly(0);
    }

    @Test
    void whatWasTypedStaysTheCallers() {
        char[] typed = "secret".toCharArray();
        PassphraseVariant.of(typed).forEach(PassphraseVariant::close);
        assertThat(typed).containsExactly('s', 'e', 'c', 'r', 'e', 't');
    }
}
