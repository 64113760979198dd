package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.crypto.ScryptTooCostlyException;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the passphrase of a header whose {@code .hmac} is an encrypted copy of it, as in format 4.
 */
final class Format4Opener {

    /** Each takes seconds, and the likeliest come first. */
    private static final int MOST_PASSPHRASES = 8;

    private final byte[] header;
    private final byte[] copy;
    private final ScryptHeader scryptHeader;

    /**
     * @param header not authenticated yet
     * @param copy the encrypted one
     * @throws FatalException if the copy is too damaged to tell anything from it
     */
    Format4Opener(byte[] header, byte[] copy) throws FatalException {
        this.header = header;
        this.copy = copy;
        this.scryptHeader =
                ScryptHeader.parse(copy)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
    }

    BackupFormats.Opened open(List<Passphrase> passphrases, Watch watch)
            throws IOException, FatalException {
        List<ScryptLayer> layers =
                passphrases.stream().limit(MOST_PASSPHRASES).map(ScryptLayer::new).toList();
        ScryptLayer opened = null;
        try {
            int right = findRight(layers, watch);
            BackupFormat format = format(layers.get(right));
            opened = layers.get(right);
            return new BackupFormats.Opened(format, right);
        } finally {
            for (ScryptLayer layer : layers) {
                if (layer != opened) {
                    layer.close();
                }
            }
        }
    }

    private int findRight(List<ScryptLayer> layers, Watch watch) throws FatalException {
        // Most are typed without a mistake, so the others are tried only after the first.
        if (!layers.isEmpty() && isRight(layers.getFirst(), watch)) {
            return 0;
        }
        return firstRight(layers, watch)
                .orElseThrow(() -> new FatalException(new HeaderMismatch.PassphraseOrHeader()));
    }

    /** All at once; when one is right, the others end. */
    private Optional<Integer> firstRight(List<ScryptLayer> layers, Watch watch)
            throws FatalException {
        Cancellation found = new Cancellation();
        Watch both =
                (stage, fraction) -> {
                    found.check();
                    watch.at(stage, fraction);
                };
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            try {
                List<Future<Boolean>> trials =
                        layers.stream()
                                .map(layer -> threads.submit(() -> isRight(layer, both)))
                                .toList();
                for (int i = 0; i < trials.size(); i++) {
                    if (trials.get(i).get()) {
                        return Optional.of(i);
                    }
                }
                return Optional.empty();
            } finally {
                found.request();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException failed) {
            throw cause(failed);
        }
    }

    private static RuntimeException cause(ExecutionException failed) throws FatalException {
        return switch (failed.getCause()) {
            case FatalException fatal -> throw fatal;
            case RuntimeException unexpected -> unexpected;
            case Throwable other -> new IllegalStateException(other);
        };
    }

    private boolean isRight(ScryptLayer layer, Watch watch) throws FatalException {
        try {
            return layer.isKeyOf(scryptHeader, Format4.HEADER_BINDING, watch);
        } catch (ScryptTooCostlyException tooCostly) {
            throw tooCostly.isForWantOfMemory()
                    ? new FatalException(
                            new UnreadableBackup.KeyTooLarge(
                                    new ByteCount(tooCostly.needed()),
                                    new ByteCount(tooCostly.available())))
                    : new FatalException(
                            new UnreadableBackup.KeyImplausible(
                                    scryptHeader.parameters().toString()));
        }
    }

    /** The header is read only after its copy was found authentic and the same. */
    private BackupFormat format(ScryptLayer layer) throws IOException, FatalException {
        ChunkBytes bytes = ChunkBytes.of(copy);
        Authentication authentication =
                layer.authenticate(BackupHeader.NAME, Format4.HEADER_BINDING, bytes, Watch.NOBODY);
        if (!(authentication instanceof Authentication.Authentic authentic)
                || !isHeader(authentic.decoder(), bytes)) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
        BackupHeader parsed = BackupHeader.parse(header);
        if (parsed.version() != Format4.VERSION) {
            throw new FatalException(
                    new UnreadableBackup.UnknownVersion(String.valueOf(parsed.version())));
        }
        String algorithm = parsed.hmacAlgorithm().orElse(Format4.ALGORITHM);
        if (!algorithm.equals(Format4.ALGORITHM)) {
            throw new FatalException(
                    new UnreadableBackup.OtherDigest(algorithm, Format4.ALGORITHM));
        }
        String backupId =
                parsed.backupId()
                        .orElseThrow(() -> new FatalException(new UnreadableBackup.NoBackupId()));
        return new Format4(parsed, backupId, authentication, scryptHeader.parameters(), layer);
    }

    private boolean isHeader(Authentication.Decoder decoder, ChunkBytes bytes) throws IOException {
        try (InputStream plain = decoder.open(bytes, piece -> {}, count -> {})) {
            return Arrays.equals(plain.readAllBytes(), header);
        }
    }
}
