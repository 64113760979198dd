package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

class TerminalStreamTest {

    private static String printed(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TerminalStream(new PrintStream(bytes, true, charset)).print(text);
        return bytes.toString(charset);
    }

    @Test
    void aSerialConsoleThatKnowsNoTypographyGetsPlainSigns() {
        assertThat(printed("Checking… “a” „b“ «\u00a0c\u202f» it’s 1–2", StandardCharsets.US_ASCII))
                .isEqualTo("Checking... \"a\" \"b\" \" c \" it's 1-2");
    }

    @Test
    void whatTheTerminalKnowsStaysAsItIs() {
        assertThat(printed("Checking… “é”", StandardCharsets.UTF_8)).isEqualTo("Checking… “é”");
    }
}
