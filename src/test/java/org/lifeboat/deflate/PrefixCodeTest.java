package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefixCodeTest {

    private static int entry(PrefixCode code, String bits, int width) {
        int index = Integer.parseInt(new StringBuilder(bits).reverse().toString(), 2);
        return code.table[index & (1 << width) - 1];
    }

    /** RFC 1951, 3.2.2: A to H with lengths (3, 3, 3, 3, 3, 2, 4, 4). */
    @Test
    void theStandardsExampleHasTheStandardsCodes() {
        PrefixCode code = new PrefixCode(Alphabet.CODE_LENGTHS);
        assertThat(code.define(new byte[] {3, 3, 3, 3, 3, 2, 4, 4}, 0, 8)).isTrue();
        String[] codes = {"010", "011", "100", "101", "110", "00", "1110", "1111"};
        for (int symbol = 0; symbol < codes.length; symbol++) {
            int entry = entry(code, codes[symbol], 7);
            assertThat(entry >>> 16).isEqualTo(symbol);
            assertThat(entry & 0x3f).isEqualTo(codes[symbol].length());
        }
    }

    @Test
    void codesThatDoNotMakeATreeAreRefused() {
        PrefixCode lengths = new PrefixCode(Alphabet.CODE_LENGTHS);
        assertThat(lengths.define(new byte[] {1, 1, 1}, 0, 3)).as("too many").isFalse();
        assertThat(lengths.define(new byte[] {1, 2}, 0, 2)).as("too few").isFalse();
        assertThat(lengths.define(new byte[] {0, 0}, 0, 2)).as("none").isFalse();
        assertThat(lengths.define(new byte[] {1}, 0, 1)).as("one").isFalse();
    }

    @Test
    void aBlockMayHaveOneDistanceOrNone() {
        PrefixCode distances = new PrefixCode(Alphabet.DISTANCES);
        assertThat(distances.define(new byte[] {0, 0, 1}, 0, 3)).isTrue();
        assertThat(entry(distances, "0", 9) >>> 16).isEqualTo(3);
        assertThat(entry(distances, "1", 9) & PrefixCode.RARE).isNotZero();
        assertThat(distances.define(new byte[] {0, 0, 0}, 0, 3)).isTrue();
        assertThat(entry(distances, "0", 9) & PrefixCode.RARE).isNotZero();
        assertThat(distances.define(new byte[] {0, 2, 0}, 0, 3)).isFalse();
    }

    /** The longest codes for every first table: each is found, in the second table or the first. */
    @Test
    void everyCodeOfTheLongestIsFoundInItsTables() {
        byte[] lengths = new byte[286];
        for (int i = 0; i < 15; i++) {
            lengths[i * 19] = (byte) (i + 1);
        }
        lengths[285] = 15;
        PrefixCode code = new PrefixCode(Alphabet.LITERALS_AND_LENGTHS);
        assertThat(code.define(lengths, 0, lengths.length)).isTrue();
        int entry = entry(code, "1".repeat(15), 11);
        assertThat(entry & PrefixCode.SECOND_TABLE).isNotZero();
        int width = entry >>> 8 & 0xf;
        int last = code.table[(entry >>> 16 & 0x7fff) + (1 << width) - 1];
        assertThat(last >>> 16).as("the length of symbol 285").isEqualTo(258);
        assertThat((entry & 0x3f) + (last & 0x3f)).isEqualTo(15);
    }
}
