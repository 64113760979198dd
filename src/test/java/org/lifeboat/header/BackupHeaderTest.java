package org.lifeboat.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;

import java.nio.charset.StandardCharsets;

class BackupHeaderTest {

    @Test
    void aHeaderOfQubes3IsRead() throws FatalException {
        BackupHeader header =
                parse(
                        """
                        version=3
                        encrypted=True
                        compressed=True
                        compression-filter=gzip -3
                        crypto-algorithm=aes-256-cbc
                        hmac-algorithm=SHA512
                        """);
        assertThat(header.version()).isEqualTo(3);
        assertThat(header.encrypted()).isTrue();
        assertThat(header.compressed()).isTrue();
        assertThat(header.compressionFilter()).contains("gzip -3");
        assertThat(header.cryptoAlgorithm()).contains("aes-256-cbc");
        assertThat(header.hmacAlgorithm()).contains("SHA512");
        assertThat(header.backupId()).isEmpty();
    }

    @Test
    void aHeaderWithoutAVersionIsOneOfTheBetas() throws FatalException {
        BackupHeader header = parse("hmac-algorithm=SHA1\n");
        assertThat(header.version()).isEqualTo(BackupHeader.DEFAULT_VERSION).isEqualTo(2);
        assertThat(header.encrypted()).isFalse();
        assertThat(header.compressed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "true, true",
        "True, true",
        "TRUE, true",
        "yes, true",
        "Yes, true",
        "0, false",
        "false, false",
        "False, false",
        "no, false"
    })
    void aTruthIsReadInAnyCase(String value, boolean truth) throws FatalException {
        assertThat(parse("encrypted=" + value).encrypted()).isEqualTo(truth);
        assertThat(parse("compressed=" + value).compressed()).isEqualTo(truth);
    }

    @Test
    void unknownKeysAreIgnored() throws FatalException {
        assertThat(parse("version=3\nfuture-key=anything at all\n").version()).isEqualTo(3);
    }

    @Test
    void emptyLinesAndAMissingLineEndAreNothing() throws FatalException {
        assertThat(parse("\nversion=3\n\nencrypted=True").encrypted()).isTrue();
        assertThat(parse("").version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "=3",
                "version==3",
                "compression-filter=gzip=9",
                "version=3\nversion=3",
                "version=3\nversion=4",
                "future-key=1\nfuture-key=2",
                "version=3\r\nencrypted=True\r\n",
                "crypto-algorithm=aes-256-cbc\u0000",
                "crypto-algorithm=a\u00e9s",
                "key\twith tab=1",
                "encrypted=maybe",
                "encrypted=2",
                "compressed=True "
            })
    void whatNoQubesWritesIsRefused(String text) {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> parse(text))
                .extracting(FatalException::refusal)
                .isInstanceOf(UnreadableBackup.MalformedHeader.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version=", "version=three", "version=-3", "version=3.0", "version=99999"})
    void aVersionThatIsNoNumberIsRefused(String text) {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> parse(text))
                .extracting(FatalException::refusal)
                .isInstanceOf(UnreadableBackup.UnknownVersion.class);
    }

    @Test
    void aRefusalQuotesTheLineShortAndPrintable() {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> parse("\u001b[2J" + "x".repeat(1000)))
                .satisfies(
                        refusal ->
                                assertThat(refusal.refusal().facts().getFirst().toString())
                                        .matches("[ -~]{1,70}"));
    }

    private static BackupHeader parse(String text) throws FatalException {
        return BackupHeader.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
