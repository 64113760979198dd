package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.crypto.PassphraseVariant.Kind;

import java.util.Arrays;
import java.util.List;

class PassphraseVariantTest {

    @Test
    void theBytesOfAnOldLocaleAreTried() {
        assertThat(PassphraseVariant.of("\u00fc1".toCharArray()))
                .filteredOn(variant -> variant.kind() == Kind.LATIN_1)
                .singleElement()
                .satisfies(
                        variant ->
                                assertThat(variant.passphrase().bytes())
                                        .containsExactly(0xfc, '1'));
    }

    @Test
    void whatWasTypedComesFirstAndNothingTwice() {
        List<PassphraseVariant> variants =
                PassphraseVariant.of("Correct h\u00f6rse ".toCharArray());
        assertThat(variants.getFirst().kind()).isEqualTo(Kind.AS_TYPED);
        assertThat(variants.stream().map(v -> Arrays.toString(v.passphrase().bytes())))
                .doesNotHaveDuplicates();
    }
}
