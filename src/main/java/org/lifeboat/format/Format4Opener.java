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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    BackupFormats.Opened open(List<Passphrase> passphrases) throws IOException, FatalException {
        List<ScryptLayer> layers =
                passphrases.stream().limit(MOST_PASSPHRASES).map(ScryptLayer::new).toList();
        ScryptLayer opened = null;
        try {
            int right = findRight(layers);
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

    private int findRight(List<ScryptLayer> layers) throws FatalException {
        // Most are typed without a mistake, so the others are tried only after the first.
        if (!layers.isEmpty() && isRight(layers.getFirst())) {
            return 0;
        }
        List<Future<Boolean>> trials = new ArrayList<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (ScryptLayer layer : layers) {
                trials.add(threads.submit(() -> isRight(layer)));
            }
            for (int i = 0; i < trials.size(); i++) {
                if (trials.get(i).get()) {
                    return i;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
            threads.close();
        }
        throw new FatalException(new HeaderMismatch.PassphraseOrHeader());
    }

    private boolean isRight(ScryptLayer layer) throws FatalException {
        try {
            return layer.isKeyOf(
                    scryptHeader, Format4.HEADER_BINDING, Format4Opener::checkInterrupt);
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

    /** Somebody who types another passphrase does not want to wait for the first one. */
    private static void checkInterrupt(double done) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    /** The header is read only after its copy was found authentic and the same. */
    private BackupFormat format(ScryptLayer layer) throws IOException, FatalException {
        ChunkBytes bytes = ChunkBytes.of(copy);
        Authentication authentication =
                layer.authenticate(
                        BackupHeader.NAME,
                        Format4.HEADER_BINDING,
                        bytes,
                        AuthenticationListener.NOBODY);
        if (!authentication.isAuthentic()) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
        try (InputStream plain = authentication.decoder().open(bytes, piece -> {}, count -> {})) {
            if (!Arrays.equals(plain.readAllBytes(), header)) {
                throw new FatalException(new HeaderMismatch.HeaderOnly());
            }
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
        return new Format4(
                parsed, backupId, authentication, scryptHeader.parameters().work(), layer);
    }
}
