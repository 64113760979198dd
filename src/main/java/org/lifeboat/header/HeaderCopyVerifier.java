package org.lifeboat.header;

import org.lifeboat.crypto.DecryptingInputStream;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.crypto.ScryptKeys;
import org.lifeboat.crypto.ScryptTooCostlyException;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Finds the passphrase of a header whose {@code .hmac} is an encrypted copy of it, as in format 4,
 * and compares the two. Where they differ, the copy is what the passphrase vouches for.
 */
public final class HeaderCopyVerifier {

    /** Each takes seconds, and the likeliest come first. */
    private static final int MOST_PASSPHRASES = 8;

    /** What Qubes puts before the passphrase of the copy. */
    private static final String BINDING = "backup-header!";

    private final byte[] header;
    private final byte[] copy;
    private final ScryptHeader scryptHeader;

    /**
     * @param header not authenticated yet
     * @throws FatalException if the copy is too damaged to tell anything from it
     */
    public HeaderCopyVerifier(StoredHeader.WithCopy header) throws FatalException {
        this.header = header.bytes();
        this.copy = header.copy();
        this.scryptHeader =
                ScryptHeader.parse(copy)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
    }

    /**
     * Takes seconds for each passphrase, or longer on a slow computer.
     *
     * @param passphrases tried in order; they stay the caller's
     * @throws FatalException if none matches, the copy is not the header, or deriving a key takes
     *     more than this computer has
     * @throws CancellationException if the watch threw it
     */
    public HeaderCopyProof verify(List<Passphrase> passphrases, Watch watch) throws FatalException {
        List<Passphrase> tried = passphrases.stream().limit(MOST_PASSPHRASES).toList();
        // Most are typed without a mistake, so the others are tried only after the first.
        Optional<HeaderCopyProof> proof =
                tried.isEmpty() ? Optional.empty() : trial(tried, 0, watch);
        return (proof.isPresent() ? proof : firstRight(tried, watch))
                .orElseThrow(() -> new FatalException(new HeaderMismatch.PassphraseOrHeader()));
    }

    /** All but the first at once; when one is right, the others end. */
    private Optional<HeaderCopyProof> firstRight(List<Passphrase> tried, Watch watch)
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
                List<Future<Optional<HeaderCopyProof>>> trials =
                        IntStream.range(1, tried.size())
                                .mapToObj(i -> threads.submit(() -> trial(tried, i, both)))
                                .toList();
                for (Future<Optional<HeaderCopyProof>> trial : trials) {
                    Optional<HeaderCopyProof> proof = trial.get();
                    if (proof.isPresent()) {
                        return proof;
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
            case Error fatal -> throw fatal;
            case Throwable other -> new IllegalStateException(other);
        };
    }

    /** Nothing if it is not the passphrase. */
    private Optional<HeaderCopyProof> trial(List<Passphrase> tried, int position, Watch watch)
            throws FatalException {
        try (Passphrase bound = tried.get(position).prefixed(BINDING);
                ScryptKeys keys = ScryptKeys.derive(scryptHeader, bound, watch)) {
            return HmacDigits.areEqual(keys.headerHmac(scryptHeader), scryptHeader.storedHmac())
                    ? Optional.of(proof(keys, position))
                    : Optional.empty();
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

    /** The copy is decrypted only after it was found authentic. */
    private HeaderCopyProof proof(ScryptKeys keys, int position) throws FatalException {
        int end = copy.length - ScryptHeader.HMAC_LENGTH;
        if (end < ScryptHeader.LENGTH) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
        DigestAlgorithm.Hmac hmac = keys.hmac();
        hmac.update(copy, 0, end);
        String computed = hmac.finishHex();
        String stored = HexFormat.of().formatHex(copy, end, copy.length);
        if (!HmacDigits.areEqual(stored, computed)) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
        byte[] content = content(keys, end);
        return new HeaderCopyProof(
                content,
                !Arrays.equals(content, header),
                stored,
                computed,
                scryptHeader.parameters(),
                position,
                keys.recordRoot());
    }

    private byte[] content(ScryptKeys keys, int end) throws FatalException {
        int length = end - ScryptHeader.LENGTH;
        try (InputStream plain =
                new DecryptingInputStream(
                        new ByteArrayInputStream(copy, ScryptHeader.LENGTH, length),
                        keys.decryptor())) {
            return plain.readAllBytes();
        } catch (IOException damaged) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
    }
}
