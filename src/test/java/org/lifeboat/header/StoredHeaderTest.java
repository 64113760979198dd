package org.lifeboat.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.FakeSource;

import java.io.IOException;
import java.util.Arrays;

/** What is there to vouch for a header, before anything of it is read. */
class StoredHeaderTest {

    private static StoredHeader in(byte[] backup) throws IOException, FatalException {
        FakeSource source = FakeSource.of(backup);
        BackupIndex index = BackupIndexer.index(source, BackupIndexer.Care.USUAL);
        return StoredHeader.in(source, index);
    }

    private static void isRefused(byte[] backup) {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> in(backup))
                .extracting(FatalException::refusal)
                .isInstanceOf(HeaderMismatch.WithoutHmac.class);
    }

    @Test
    void aHeaderOfFormat3HasAnHmac() throws IOException, FatalException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        assertThat(in(backup.bytes()))
                .isInstanceOfSatisfying(
                        StoredHeader.WithHmac.class,
                        header -> {
                            assertThat(header.bytes())
                                    .isEqualTo(backup.part("backup-header").bytes());
                            assertThat(new String(header.hmacFile()))
                                    .isEqualTo(backup.part("backup-header").hmac().orElseThrow());
                        });
    }

    @Test
    void aHeaderOfFormat4HasACopy() throws IOException, FatalException {
        BackupBuilder backup = BackupBuilder.workAndVault().format4().seal();
        assertThat(in(backup.bytes()))
                .isInstanceOfSatisfying(
                        StoredHeader.WithCopy.class,
                        header ->
                                assertThat(header.bytes())
                                        .isEqualTo(backup.part("backup-header").bytes()));
    }

    @Test
    void withoutAHeaderTheListOfVmsStandsInForIt() throws IOException, FatalException {
        BackupBuilder backup = BackupBuilder.workAndVault().format2().seal().drop("backup-header");
        assertThat(in(backup.bytes()))
                .isInstanceOfSatisfying(
                        StoredHeader.None.class,
                        none ->
                                assertThat(none.catalog())
                                        .isEqualTo(backup.part("qubes.xml.000").bytes()));
    }

    @Test
    void aHeaderForWhichNothingVouchesIsRefused() {
        isRefused(BackupBuilder.workAndVault().seal().dropHmac("backup-header").bytes());
        isRefused(
                BackupBuilder.workAndVault()
                        .seal()
                        .drop("backup-header")
                        .drop("qubes.xml.000")
                        .bytes());
    }

    @Test
    void aHeaderThatIsCutOffIsRefused() {
        byte[] backup = BackupBuilder.workAndVault().seal().bytes();
        isRefused(Arrays.copyOf(backup, 520));
    }

    @Test
    void aHeaderIsReadUpToQubesOwnLimitAndAnHmacToo() throws IOException, FatalException {
        String largest = "k=" + "x".repeat(BackupHeader.MAX_SIZE - 3) + "\n";
        assertThat(in(new BackupBuilder().rawHeader(largest).seal().bytes()))
                .isInstanceOf(StoredHeader.WithHmac.class);
        isRefused(new BackupBuilder().rawHeader("k" + largest).seal().bytes());

        String hmac = " ".repeat(HmacFile.MAX_SIZE);
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        backup.edit("backup-header", part -> part.withHmac(hmac));
        assertThat(in(backup.bytes())).isInstanceOf(StoredHeader.WithHmac.class);
        backup.edit("backup-header", part -> part.withHmac(hmac + " "));
        isRefused(backup.bytes());
    }
}
