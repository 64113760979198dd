package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

class GzipResumptionTest {

    private static final byte[] CONTENT = DiskBackup.image(1, 3_000_000);
    private static final byte[] STREAM = BackupBuilder.gzip(CONTENT);
    private static final byte[] OTHER = BackupBuilder.gzip(DiskBackup.image(2, 3_000_000));

    private static List<Pieces.Piece> decode(byte[] compressed, boolean hasEnd) throws IOException {
        Pieces pieces = new Pieces();
        new GzipResumption(() -> false)
                .decode(new ByteArrayInputStream(compressed), hasEnd, pieces);
        return pieces.found();
    }

    private static byte[] part(byte[] of, double from, double to) {
        return Arrays.copyOfRange(of, (int) (from * of.length), (int) (to * of.length));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void theRestOfAStreamEndsAsTheStreamDoesAndTellsItsLength() throws IOException {
        Pieces.Piece rest = decode(part(STREAM, 0.3, 1), true).getLast();
        assertThat(rest.end().isStream()).isTrue();
        assertThat(rest.end().statedLength()).hasValue(CONTENT.length);
    }

    @Test
    void aStreamThatEndsBeforeItsArchiveDoesIsNotTheArchives() throws IOException {
        assertThat(decode(part(STREAM, 0.3, 1), false).getLast().end()).isEqualTo(PieceEnd.FAULT);
    }

    @Test
    void whatIsMissingAtTheEndIsNoFault() throws IOException {
        assertThat(decode(part(STREAM, 0.3, 0.9), true).getLast().end()).isEqualTo(PieceEnd.CUT);
    }

    @Test
    void whatLiesBehindAPartOfAnotherStreamIsAPieceOfItsOwn() throws IOException {
        byte[] mixed = joined(part(STREAM, 0.3, 0.6), part(OTHER, 0.5, 0.6), part(STREAM, 0.7, 1));
        Pieces.Piece behind = decode(mixed, true).getLast();
        assertThat(behind.end().isStream()).isTrue();
        assertThat(behind.bytes()).endsWith(part(CONTENT, 0.95, 1));
    }

    /** So much that the block where it was taken up was confirmed before. */
    @Test
    void aPartOfAnotherStreamFarBehindIsAFault() throws IOException {
        byte[] large = BackupBuilder.gzip(BackupBuilder.random(3, 20_000_000));
        byte[] mixed = joined(part(large, 0.01, 0.98), part(OTHER, 0.5, 1));
        assertThat(decode(mixed, true).getLast().end()).isEqualTo(PieceEnd.FAULT);
    }
}
