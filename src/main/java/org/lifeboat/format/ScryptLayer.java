package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DecryptingInputStream;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.crypto.ScryptKeys;
import org.lifeboat.crypto.ScryptTooCostlyException;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Format 4: every chunk is a file of the {@code scrypt} program, under the passphrase with the
 * chunk's name before it. Keys are kept, since one takes seconds and a chunk may be asked for more
 * than once.
 */
final class ScryptLayer implements AutoCloseable {

    /** What a key is made of, but for the passphrase. */
    private record KeySource(String binding, ByteBuffer saltAndParameters) {}

    private final Passphrase passphrase;
    private final Map<KeySource, ScryptKeys> keys = new ConcurrentHashMap<>();

    /**
     * @param passphrase is copied
     */
    ScryptLayer(Passphrase passphrase) {
        this.passphrase = passphrase.copy();
    }

    /**
     * @param name of the file, for people
     * @param binding what stands before the passphrase
     */
    Authentication authenticate(String name, String binding, ChunkBytes bytes, Watch watch) {
        long end = bytes.size() - ScryptHeader.HMAC_LENGTH;
        String stored =
                end < 0 ? "" : HexFormat.of().formatHex(bytes.copy(end, ScryptHeader.HMAC_LENGTH));
        Optional<ScryptHeader> header =
                end < ScryptHeader.LENGTH
                        ? Optional.empty()
                        : ScryptHeader.parse(bytes.copy(0, ScryptHeader.LENGTH));
        if (header.isEmpty()) {
            return new Authentication.Failed(
                    stored, "", new ChunkProblem.Failed(name), Optional.empty());
        }
        try {
            ScryptKeys keys = keys(header.get(), binding, watch);
            String headerHmac = keys.headerHmac(header.get());
            if (!HmacDigits.areEqual(headerHmac, header.get().storedHmac())) {
                return new Authentication.Failed(
                        header.get().storedHmac(),
                        headerHmac,
                        new ChunkProblem.Failed(name),
                        Optional.empty());
            }
            return Authentication.of(
                    name, stored, ChunkHmac.of(keys.hmac(), bytes, end, watch), decoder(keys, end));
        } catch (ScryptTooCostlyException tooCostly) {
            return new Authentication.Failed(
                    stored, "", problem(name, header.get(), tooCostly), Optional.empty());
        }
    }

    /** Nothing if the file's header is not authentic, or its key too costly. */
    Optional<BackupFormat.Seal> seal(String binding, ChunkBytes bytes, Watch watch) {
        long end = bytes.size() - ScryptHeader.HMAC_LENGTH;
        Optional<ScryptHeader> header =
                end < ScryptHeader.LENGTH
                        ? Optional.empty()
                        : ScryptHeader.parse(bytes.copy(0, ScryptHeader.LENGTH));
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try {
            ScryptKeys keys = keys(header.get(), binding, watch);
            String stored = HexFormat.of().formatHex(bytes.copy(end, ScryptHeader.HMAC_LENGTH));
            return HmacDigits.areEqual(keys.headerHmac(header.get()), header.get().storedHmac())
                    ? Optional.of(new BackupFormat.Seal(keys.hmac(), end, stored))
                    : Optional.empty();
        } catch (ScryptTooCostlyException tooCostly) {
            return Optional.empty();
        }
    }

    private static Authentication.Decoder decoder(ScryptKeys keys, long end) {
        return new Authentication.Decoder() {
            @Override
            public InputStream open(
                    ChunkBytes bytes, ChunkBytes.Release release, IntConsumer consumed) {
                return new DecryptingInputStream(
                        bytes.consume(ScryptHeader.LENGTH, end, release, consumed),
                        keys.decryptor());
            }

            @Override
            public long position(long stored) {
                return Math.clamp(stored, ScryptHeader.LENGTH, end) - ScryptHeader.LENGTH;
            }

            @Override
            public InputStream openAt(long position, Authentication.StoredFrom bytes)
                    throws IOException {
                long block = position / ScryptKeys.BLOCK;
                long start = ScryptHeader.LENGTH + block * ScryptKeys.BLOCK;
                InputStream plain =
                        new DecryptingInputStream(
                                new LimitedInputStream(bytes.from(start), end - start),
                                keys.decryptor(block));
                plain.skipNBytes(position % ScryptKeys.BLOCK);
                return plain;
            }
        };
    }

    private static Problem problem(
            String name, ScryptHeader header, ScryptTooCostlyException tooCostly) {
        return tooCostly.isForWantOfMemory()
                ? new ChunkProblem.KeyTooLarge(
                        name,
                        new ByteCount(tooCostly.needed()),
                        new ByteCount(tooCostly.available()))
                : new ChunkProblem.KeyImplausible(name, header.parameters().toString());
    }

    private ScryptKeys keys(ScryptHeader header, String binding, Watch watch)
            throws ScryptTooCostlyException {
        KeySource source = new KeySource(binding, header.saltAndParameters());
        ScryptKeys known = keys.get(source);
        if (known != null) {
            return known;
        }
        try (Passphrase bound = passphrase.prefixed(binding)) {
            ScryptKeys derived = ScryptKeys.derive(header, bound, watch);
            keys.put(source, derived);
            return derived;
        }
    }

    @Override
    public void close() {
        keys.values().forEach(ScryptKeys::close);
        passphrase.close();
    }
}
