package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class PassphraseTest {

    @Test
    void charactersBecomeUtf8() {
        String text = "pässwörd ✓ 🛟";
        try (Passphrase passphrase = Passphrase.ofCharacters(text.toCharArray())) {
            assertThat(passphrase.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Of one, two, three and four bytes, at the borders; a lone surrogate is what openssl sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff",
                "a\ud800b",
                "a\udfff"
            })
    void charactersOfEveryLengthBecomeUtf8(String text) {
        try (Passphrase passphrase = Passphrase.ofCharacters(text.toCharArray())) {
            assertThat(passphrase.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void takenCharactersAreWiped() {
        char[] characters = "secret".toCharArray();
        try (Passphrase passphrase = Passphrase.takenFrom(characters)) {
            assertThat(passphrase.bytes()).containsExactly('s', 'e', 'c', 'r', 'e', 't');
        }
        assertThat(characters).hasSize(6).containsOnly('\0');
    }

    @Test
    void takenBytesAreWipedBehindTheirEndAsWell() {
        byte[] bytes = {'s', 'e', 'c', 'r', 'e', 't', '\n', 'x'};
        try (Passphrase passphrase = Passphrase.takenFrom(bytes, 6)) {
            assertThat(passphrase.bytes()).containsExactly('s', 'e', 'c', 'r', 'e', 't');
        }
        assertThat(bytes).hasSize(8).containsOnly(0);
    }

    @Test
    void aPrefixStandsBeforeItAndTheOriginalStays() {
        Passphrase original = Passphrase.ofCharacters("secret".toCharArray());
        Passphrase prefixed = original.prefixed("ü!");
        assertThat(prefixed.bytes()).isEqualTo("ü!secret".getBytes(StandardCharsets.UTF_8));
        prefixed.close();
        assertThat(original.bytes()).isEqualTo("secret".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void closingWipesTheBytes() {
        byte[] own = {'s', 'e', 'c', 'r', 'e', 't'};
        Passphrase.ofBytes(own).close();
        assertThat(own).containsOnly(0);

        Passphrase ofCharacters = Passphrase.ofCharacters("secret".toCharArray());
        ofCharacters.close();
        assertThat(ofCharacters.bytes()).hasSize(6).containsOnly(0);
    }

    @Test
    void theCallersCharactersStayTheCallers() {
        char[] characters = "secret".toCharArray();
        Passphrase.ofCharacters(characters).close();
        assertThat(characters).containsExactly('s', 'e', 'c', 'r', 'e', 't');
    }

    @Test
    void aCopyOutlivesTheOriginal() {
        Passphrase original = Passphrase.ofCharacters("secret".toCharArray());
        try (Passphrase copy = original.copy()) {
            original.close();
            assertThat(copy.bytes()).isEqualTo("secret".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void itsTextShowsNothing() {
        try (Passphrase passphrase = Passphrase.ofCharacters("secret".toCharArray())) {
            assertThat(passphrase.toString()).isEqualTo("Passphrase");
        }
    }
}
