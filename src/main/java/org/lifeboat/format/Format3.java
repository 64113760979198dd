package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.format.ArchiveCoding.Resumed;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Qubes R2 to R3.2: an HMAC a chunk, over its stored bytes; the chunks of an archive joined are one
 * {@code openssl enc} stream of one compressed tar.
 */
final class Format3 extends HmacFormat {

    static final int VERSION = 3;

    /** Bytes of ciphertext before a place that every cipher is content with. */
    private static final long BEFORE = 64;

    private final CompressionLayer compression;

    private Format3(
            BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherChoice cipher) {
        super(header, proof, passphrase, cipher);
        this.compression = new CompressionLayer(header);
    }

    static Format3 open(BackupHeader header, HeaderProof proof, Passphrase passphrase)
            throws FatalException {
        return new Format3(header, proof, passphrase, CipherChoice.of(header));
    }

    /** A compressor's own checksums tell which place is the right one. */
    @Override
    public PartPlaces places(Archives archives) {
        return header().compressed()
                ? PartPlaces.UNQUESTIONED
                : new MisplacedParts(archives, header().encrypted());
    }

    @Override
    public boolean vouchesForPlaces() {
        return false;
    }

    @Override
    public InputStream tar(ChunkStreams chunks, Entrances entrances) throws IOException {
        InputStream joined = new JoinedInputStream(chunks);
        if (!header().encrypted()) {
            return compression.open(joined, CompressionLayer.Points.direct(entrances));
        }
        StartedInputStream started = StartedInputStream.of(joined, OpensslEnc.HEADER);
        InputStream plain = decrypt(started);
        return compression.open(plain, points(entrances, started.start()));
    }

    @Override
    public InputStream tarFrom(Entrance entrance, ChunkStreams chunks, Entrances entrances)
            throws IOException {
        InputStream joined = new JoinedInputStream(chunks);
        if (!header().encrypted()) {
            return compression.openFrom(
                    entrance, joined, CompressionLayer.Points.direct(entrances));
        }
        openssl().expect(entrance.derivation());
        Resumed plain = openssl().resume(entrance.start(), entrance.joined(), true, joined);
        plain.stream().skipNBytes(entrance.stream() - plain.position());
        return compression.openFrom(entrance, plain.stream(), points(entrances, entrance.start()));
    }

    private CompressionLayer.Points points(Entrances entrances, byte[] salt) {
        return CompressionLayer.Points.of(
                openssl().canResume() ? entrances : Entrances.NONE,
                OpensslEnc.HEADER,
                stream -> Math.max(0, (stream & -BEFORE) - BEFORE),
                salt,
                keyDerivation().orElse(""));
    }

    @Override
    public Optional<ArchiveCoding> coding(InputStream firstChunk) throws IOException {
        if (!header().encrypted()) {
            return Optional.of(
                    compression.coding(
                            firstChunk,
                            (position, hasEnd, joined) -> new Resumed(joined, position)));
        }
        StartedInputStream started = StartedInputStream.of(firstChunk, OpensslEnc.HEADER);
        byte[] salt = started.start();
        return Optional.of(
                compression.coding(
                        decrypt(started),
                        new CompressionLayer.Resumption() {
                            @Override
                            public int headerBytes() {
                                return OpensslEnc.HEADER;
                            }

                            @Override
                            public boolean isPossible() {
                                return openssl().canResume();
                            }

                            @Override
                            public Resumed resume(long position, boolean hasEnd, InputStream joined)
                                    throws IOException {
                                return openssl().resume(salt, position, hasEnd, joined);
                            }
                        }));
    }

    @Override
    public boolean mayBeEntered() {
        return compression.mayBeEntered() && (!header().encrypted() || openssl().canResume());
    }

    private InputStream decrypt(InputStream joined) throws IOException {
        try {
            return openssl().decrypt(joined);
        } catch (ProblemException problem) {
            // Only what is decompressed afterwards tells that a key was right.
            boolean nothingToGoBy =
                    compression.isUnknown()
                            && openssl().derivation().isEmpty()
                            && problem.problem() instanceof StreamProblem.CipherUnknownStart;
            throw nothingToGoBy ? compression.unknown() : problem;
        }
    }

    /** Whether plaintext begins as it must if the key was right. */
    @Override
    boolean looksRight(byte[] start) {
        return header().compressed() ? compression.mayStartWith(start) : TarStart.isOne(start);
    }
}
