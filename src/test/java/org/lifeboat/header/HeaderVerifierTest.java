package org.lifeboat.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.Refusal;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A header is verified first and read afterwards; what does not match is told as far as known. */
class HeaderVerifierTest {

    private static final Refusal UNKNOWN = new HeaderMismatch.PassphraseOrHeader();
    private static final Refusal DAMAGED = new HeaderMismatch.HeaderOnly();

    private static HeaderVerifier.Match verify(BackupBuilder backup, String... passphrases)
            throws IOException, FatalException {
        FakeSource source = FakeSource.of(backup.bytes());
        BackupIndex index = BackupIndexer.index(source, BackupIndexer.Care.USUAL);
        List<Passphrase> tried = Arrays.stream(passphrases).map(TestData::passphrase).toList();
        HeaderVerifier verifier = new HeaderVerifier(source, index, tried);
        return switch (StoredHeader.in(source, index)) {
            case StoredHeader.WithHmac header -> verifier.verify(header);
            case StoredHeader.None header -> verifier.verify(header, DigestAlgorithm.SHA1);
            case StoredHeader.WithCopy _ -> throw new AssertionError("format 4");
        };
    }

    private static void isRefused(Refusal why, BackupBuilder backup, String passphrase) {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> verify(backup, passphrase))
                .extracting(FatalException::refusal)
                .isEqualTo(why);
    }

    private static BackupHeader read(String text, DigestAlgorithm matched) throws FatalException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return HeaderVerifier.read(
                new StoredHeader.WithHmac(bytes, new byte[0]), new HeaderProof(matched, "", ""));
    }

    private static void isNotRead(String text, Refusal why) {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> read(text, DigestAlgorithm.SHA512))
                .extracting(FatalException::refusal)
                .isEqualTo(why);
    }

    @Test
    void whichPassphraseMatchesIsTold() throws IOException, FatalException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        HeaderVerifier.Match match = verify(backup, "no", "neither", BackupBuilder.PASSPHRASE, "x");
        assertThat(match.position()).isEqualTo(2);
        assertThat(match.proof().digest()).isEqualTo(DigestAlgorithm.SHA512);
        assertThat(match.proof().stored()).isEqualTo(match.proof().computed()).hasSize(128);
    }

    @Test
    void aHeaderThatIsDamagedIsToldFromAWrongPassphraseByAPartThatMatches() {
        BackupBuilder backup = BackupBuilder.workAndVault().seal().flip("backup-header");
        isRefused(DAMAGED, backup, BackupBuilder.PASSPHRASE);
        isRefused(UNKNOWN, backup, "wrong");
    }

    @Test
    void whereNoPartMatchesEitherNobodyCanTell() {
        BackupBuilder backup = BackupBuilder.workAndVault().seal().flip("backup-header");
        for (String part : backup.parts().stream().map(each -> each.name()).toList()) {
            if (!part.equals("backup-header")) {
                backup.flip(part);
            }
        }
        isRefused(UNKNOWN, backup, BackupBuilder.PASSPHRASE);
    }

    @Test
    void anUnknownDigestInTheHmacsLineIsNamed() {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        backup.edit("backup-header", part -> part.withHmac("HMAC-SHA3-512(stdin)= ab12\n"));
        isRefused(new UnreadableBackup.UnknownDigest("SHA3-512"), backup, BackupBuilder.PASSPHRASE);
        backup.edit("backup-header", part -> part.withHmac("HMAC-SHA512(stdin)= ab12\n"));
        isRefused(DAMAGED, backup, BackupBuilder.PASSPHRASE);
    }

    @Test
    void anHmacThatIsNoneIsToldAsMissing() {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        backup.edit("backup-header", part -> part.withHmac("(stdin)= none"));
        isRefused(new HeaderMismatch.WithoutHmac(), backup, BackupBuilder.PASSPHRASE);
    }

    @Test
    void withoutAHeaderTheListHasToMatchByTheOneDigest() throws IOException, FatalException {
        BackupBuilder backup = BackupBuilder.workAndVault().format2().seal().drop("backup-header");
        assertThat(verify(backup, "x", BackupBuilder.PASSPHRASE).position()).isEqualTo(1);
        isRefused(UNKNOWN, backup, "wrong");
        BackupBuilder other = BackupBuilder.workAndVault().format2().mac("HmacSHA256").seal();
        isRefused(DAMAGED, other.drop("backup-header"), BackupBuilder.PASSPHRASE);
    }

    @Test
    void aHeaderMayNameNoDigestOrTheOneThatMatched() throws FatalException {
        assertThat(read("version=3\n", DigestAlgorithm.SHA1).version()).isEqualTo(3);
        assertThat(read("hmac-algorithm=sha512\n", DigestAlgorithm.SHA512).hmacAlgorithm())
                .contains("sha512");
    }

    @Test
    void aHeaderThatNamesAnotherDigestIsRefused() {
        isNotRead("hmac-algorithm=SHA1\n", new UnreadableBackup.OtherDigest("SHA1", "SHA512"));
        isNotRead("hmac-algorithm=SHA9\n", new UnreadableBackup.UnknownDigest("SHA9"));
    }
}
