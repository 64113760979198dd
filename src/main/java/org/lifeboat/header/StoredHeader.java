package org.lifeboat.header;

import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;

import java.util.Optional;

/**
 * The header as it lies in the backup, with what is to vouch for it. Nothing of it is verified, so
 * nothing of it may be read.
 */
public sealed interface StoredHeader {

    /** The first chunk of the list of VMs, of formats 2 and 3. */
    String CATALOG = "qubes.xml.000";

    /** The longest list of VMs that may stand in for a header, in bytes. */
    int LARGEST_CATALOG = 4 << 20;

    /**
     * Formats 2 and 3.
     *
     * @param hmacFile the content of its {@code .hmac} entry
     */
    record WithHmac(byte[] bytes, byte[] hmacFile) implements StoredHeader {}

    /**
     * Format 4.
     *
     * @param bytes empty if they cannot be read
     * @param copy the same once more, as a file of the {@code scrypt} program
     */
    record WithCopy(byte[] bytes, byte[] copy) implements StoredHeader {}

    /**
     * Backups of R2's betas have no header: the list of VMs has to match its HMAC.
     *
     * @param catalog the list's first chunk
     */
    record None(byte[] catalog, byte[] hmacFile) implements StoredHeader {}

    /**
     * @throws FatalException if it, or what vouches for it, is missing or cannot be read
     */
    static StoredHeader in(Source source, BackupIndex index) throws FatalException {
        SmallEntries entries = new SmallEntries(source, index);
        boolean hasHeader =
                index.entry(BackupHeader.NAME).isPresent()
                        || index.entry(BackupHeader.NAME + HmacFile.SUFFIX).isPresent();
        String name = hasHeader ? BackupHeader.NAME : CATALOG;
        byte[] copy = entries.read(name + HmacFile.SUFFIX, HmacFile.MAX_SIZE).orElse(new byte[0]);
        Optional<byte[]> stored =
                entries.read(name, hasHeader ? BackupHeader.MAX_SIZE : LARGEST_CATALOG);
        if (ScryptHeader.hasMagic(copy)) {
            return new WithCopy(stored.orElse(new byte[0]), copy);
        }
        byte[] bytes = orRefuse(stored);
        byte[] proof = orRefuse(entries.read(name + HmacFile.SUFFIX, HmacFile.MAX_SIZE));
        if (!hasHeader) {
            return new None(bytes, proof);
        }
        return new WithHmac(bytes, proof);
    }

    /**
     * A small entry as it lies there.
     *
     * @return nothing if it is missing, larger than that many bytes, cut off or unreadable
     */
    static Optional<byte[]> small(Source source, BackupIndex index, String name, int largest) {
        return new SmallEntries(source, index).read(name, largest);
    }

    private static byte[] orRefuse(Optional<byte[]> bytes) throws FatalException {
        return bytes.orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
    }
}
