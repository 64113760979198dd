package org.lifeboat.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class HmacFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(stdin)= 5b26ab",
                "(stdin)= 5b26ab\n",
                "(stdin)= 5B26AB\r\n",
                "HMAC-SHA512(stdin)= 5b26ab\n",
                "SHA2-512(stdin)= 5b26ab\n",
                "HMAC-SHA2-512(stdin)= 5b26ab\n",
                "(stdin)=5b26ab\n"
            })
    void theHmacFollowsTheFirstEqualsSign(String line) {
        assertThat(HmacFile.parse(line.getBytes(StandardCharsets.ISO_8859_1))).contains("5b26ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "(stdin)= ",
                "(stdin)= xyz",
                "(stdin)= 5b2",
                "(stdin)= 5b 26",
                "(stdin)= 5b26 = ab",
                "(stdin)= 5b26\n(stdin)= 5b26\n",
                "(stdin) 5b26"
            })
    void whatIsNoHmacIsNone(String line) {
        assertThat(HmacFile.parse(line.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }
}
