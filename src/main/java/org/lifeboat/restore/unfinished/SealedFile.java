package org.lifeboat.restore.unfinished;

import org.lifeboat.crypto.RecordKey;
import org.lifeboat.local.PrivateFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** A small file that is replaced as a whole: the old content is there until the new one is. */
public final class SealedFile {

    /** Bytes; no content comes near it. */
    private static final long LONGEST = 64 << 20;

    private static final String NEXT = ".next";

    private final Path file;
    private final RecordKey key;
    private final byte[] purpose;

    /**
     * @param key stays the caller's
     * @param purpose of the content, so that none can stand for another
     */
    public SealedFile(Path file, RecordKey key, String purpose) {
        this.file = file;
        this.key = key;
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /** It is on the drive when this returns, or the old one is. */
    public void write(byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + NEXT);
        Files.deleteIfExists(next);
        try (FileChannel channel = PrivateFiles.create(next)) {
            ByteBuffer all = ByteBuffer.allocate(RecordKey.SEAL + content.length);
            all.put(seal(content)).put(content).flip();
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Nothing if there is none, or not one of ours. */
    public Optional<byte[]> read() {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LONGEST
                    || Files.size(file) < RecordKey.SEAL) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            byte[] content = Arrays.copyOfRange(all, RecordKey.SEAL, all.length);
            byte[] stored = Arrays.copyOf(all, RecordKey.SEAL);
            return MessageDigest.isEqual(stored, seal(content))
                    ? Optional.of(content)
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private byte[] seal(byte[] content) {
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(purpose.length).array();
        return key.seal(length, purpose, content);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + NEXT));
        Files.deleteIfExists(file);
    }
}
