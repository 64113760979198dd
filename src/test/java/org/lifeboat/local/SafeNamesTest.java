package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class SafeNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"work", "sys-net", "Música y más", "été", "漢字", "a.b", ".hidden", "🛟"})
    void anOrdinaryNameStaysAsItIs(String name) {
        assertThat(SafeNames.portable(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', _",
        "., _",
        ".., __",
        "../x, .._x",
        "a/b, a_b",
        "a\\b, a_b",
        "C:, C_",
        "a<b>c|d?e*f\"g, a_b_c_d_e_f_g",
        "'work.', work_",
        "'work. .', work___",
        "'   ', ___"
    })
    void whatSomeFileSystemForbidsBecomesALine(String name, String safe) {
        assertThat(SafeNames.portable(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "CON",
                "Aux",
                "nul",
                "PRN",
                "com1",
                "COM9",
                "lpt1",
                "con.txt",
                "nul.tar.gz",
                "CONIN$",
                "com¹",
                "con .txt"
            })
    void aDevicesNameIsPrefixed(String name) {
        assertThat(SafeNames.portable(name)).isEqualTo("_" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "com", "com10", "lpt", "nully", "a.con"})
    void whatOnlyBeginsLikeADeviceIsNone(String name) {
        assertThat(SafeNames.portable(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\n', '\r', 0x1b, 0x7f, 0x85, 0x200e, 0x202e, 0x2066, 0x2028, 0x2029, 0xfeff
            })
    void whatSteersATerminalOrTurnsALineBecomesALine(int codePoint) {
        assertThat(SafeNames.portable("a" + Character.toString(codePoint) + "b")).isEqualTo("a_b");
    }

    @Test
    void aLoneSurrogateBecomesALine() {
        assertThat(SafeNames.portable("a\ud83db")).isEqualTo("a_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "漢", "🛟"})
    void aLongNameIsCutToWhatEveryFileSystemTakes(String character) {
        String safe = SafeNames.portable(character.repeat(1000));
        String staged = SafeNames.numbered(safe, 99) + SafeNames.INCOMPLETE;
        assertThat(staged.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(safe).startsWith(character.repeat(40)).doesNotContain("_");
    }

    @Test
    void aNumberIsPutBehindANameThatIsTaken() {
        assertThat(SafeNames.numbered("work", 1)).isEqualTo("work");
        assertThat(SafeNames.numbered("work", 2)).isEqualTo("work (2)");
    }

    @Test
    void theAsciiFormOfANameIsAscii() {
        assertThat(SafeNames.ascii("Música")).isEqualTo("M%C3%BAsica");
        assertThat(SafeNames.ascii("work")).isEqualTo("work");
    }
}
