package org.lifeboat.crypto;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was perhaps meant by a passphrase that does not match, and how the two differ. {@link
 * #close} wipes it.
 *
 * @param kind how it differs from what was typed
 * @param detail the keyboard layouts concerned, as words of this program; empty for other kinds
 */
public record PassphraseVariant(Kind kind, List<String> detail, Passphrase passphrase)
        implements AutoCloseable {

    public enum Kind {
        AS_TYPED,
        WITHOUT_BLANKS_AT_THE_ENDS,
        CAPS_LOCK,
        COMPOSED_ACCENTS,
        SEPARATE_ACCENTS,
        LATIN_1,
        KEYBOARD_LAYOUT
    }

    /**
     * What was typed, then what may have been meant, likeliest first; none twice.
     *
     * @param typed stays the caller's
     */
    public static List<PassphraseVariant> of(char[] typed) {
        List<PassphraseVariant> variants = new ArrayList<>();
        add(variants, Kind.AS_TYPED, List.of(), Passphrase.ofCharacters(typed));
        addCharacters(variants, Kind.WITHOUT_BLANKS_AT_THE_ENDS, List.of(), stripped(typed));
        addCharacters(variants, Kind.CAPS_LOCK, List.of(), caseInverted(typed));
        addNormalized(variants, Kind.COMPOSED_ACCENTS, typed, Normalizer.Form.NFC);
        addNormalized(variants, Kind.SEPARATE_ACCENTS, typed, Normalizer.Form.NFD);
        latin1(typed)
                .ifPresent(
                        bytes -> add(variants, Kind.LATIN_1, List.of(), Passphrase.ofBytes(bytes)));
        for (KeyboardLayout here : KeyboardLayout.values()) {
            for (KeyboardLayout there : KeyboardLayout.values()) {
                if (here != there) {
                    here.retype(typed, there)
                            .ifPresent(
                                    meant ->
                                            addCharacters(
                                                    variants,
                                                    Kind.KEYBOARD_LAYOUT,
                                                    List.of(here.name(), there.name()),
                                                    meant));
                }
            }
        }
        return variants;
    }

    private static void addNormalized(
            List<PassphraseVariant> variants, Kind kind, char[] typed, Normalizer.Form form) {
        // The normalizer gives a String, which cannot be wiped; ASCII needs none.
        boolean isAscii = CharBuffer.wrap(typed).chars().allMatch(c -> c < 0x80);
        if (!isAscii) {
            addCharacters(
                    variants,
                    kind,
                    List.of(),
                    Normalizer.normalize(CharBuffer.wrap(typed), form).toCharArray());
        }
    }

    private static void addCharacters(
            List<PassphraseVariant> variants, Kind kind, List<String> detail, char[] characters) {
        add(variants, kind, detail, Passphrase.takenFrom(characters));
    }

    /**
     * @param passphrase closed if it is among the variants already
     */
    static void add(
            List<PassphraseVariant> variants,
            Kind kind,
            List<String> detail,
            Passphrase passphrase) {
        boolean known =
                variants.stream()
                        .anyMatch(
                                other ->
                                        Arrays.equals(
                                                other.passphrase.bytes(), passphrase.bytes()));
        if (known) {
            passphrase.close();
        } else {
            variants.add(new PassphraseVariant(kind, detail, passphrase));
        }
    }

    private static char[] stripped(char[] typed) {
        int start = 0;
        int end = typed.length;
        while (start < end && Character.isWhitespace(typed[start])) {
            start++;
        }
        while (end > start && Character.isWhitespace(typed[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(typed, start, end);
    }

    private static char[] caseInverted(char[] typed) {
        char[] inverted = typed.clone();
        for (int i = 0; i < inverted.length; i++) {
            char c = inverted[i];
            inverted[i] =
                    Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        }
        return inverted;
    }

    /** What a locale of before Unicode made of it: a byte a character, as far as there is one. */
    private static Optional<byte[]> latin1(char[] typed) {
        if (CharBuffer.wrap(typed).chars().anyMatch(c -> c > 0xff)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[typed.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) typed[i];
        }
        return Optional.of(bytes);
    }

    @Override
    public void close() {
        passphrase.close();
    }
}
