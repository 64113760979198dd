package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PassphraseTest {

    @Test
    void charactersBecomeUtf8() {
        String text = "pässwörd ✓ 🛟";
        try (Passphrase passphrase = Passphrase.ofCharacters(text.toCharArray())) {
            assertThat(passphrase.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
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
