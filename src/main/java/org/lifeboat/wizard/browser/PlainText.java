package org.lifeboat.wizard.browser;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells text from other bytes: UTF-8, UTF-16 with its mark, else Latin-1. */
final class PlainText {

    private PlainText() {}

    /**
     * @param more whether the bytes are only a beginning, so that the last character may be cut
     */
    static Optional<String> of(byte[] bytes, boolean more) {
        Optional<String> text = decode(bytes, more).filter(PlainText::isText);
        return text.map(PlainText::withoutControls);
    }

    private static Optional<String> decode(byte[] bytes, boolean more) {
        if (bytes.length >= 2 && isUtf16Mark(bytes[0] & 0xff, bytes[1] & 0xff)) {
            return decode(bytes, StandardCharsets.UTF_16, more);
        }
        Optional<String> text = decode(bytes, StandardCharsets.UTF_8, more);
        return text.isPresent() ? text : decode(bytes, StandardCharsets.ISO_8859_1, more);
    }

    private static boolean isUtf16Mark(int first, int second) {
        return first == 0xfe && second == 0xff || first == 0xff && second == 0xfe;
    }

    private static Optional<String> decode(byte[] bytes, Charset charset, boolean more) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, !more);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }

    /** Programs, archives and the like have control characters everywhere, texts hardly any. */
    private static boolean isText(String text) {
        long odd = text.chars().filter(PlainText::isOdd).count();
        return text.indexOf('\0') < 0 && odd * 100 <= text.length();
    }

    private static boolean isOdd(int c) {
        return Character.isISOControl(c) && !Character.isWhitespace(c) && c != 0x1b && c != '\b';
    }

    private static String withoutControls(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (char c : text.replace("\r\n", "\n").toCharArray()) {
            boolean steers = Character.isISOControl(c) && c != '\n' && c != '\t';
            boolean isMark = c == 0xfeff;
            if (!isMark) {
                shown.append(steers ? '\ufffd' : c);
            }
        }
        return shown.toString();
    }
}
