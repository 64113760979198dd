package org.lifeboat.restore.inside;

import java.io.IOException;
import java.util.Optional;

/** A tar without compression: every byte is an entrance. */
final class PlainTar implements TarStreams {

    private final DecryptedArchive archive;

    PlainTar(DecryptedArchive archive) {
        this.archive = archive;
    }

    @Override
    public long entrance(long position) {
        return position;
    }

    @Override
    public Entered open(long entrance) throws IOException {
        DecryptedArchive.Entered entered = archive.from(entrance);
        return new Entered(entered.stream(), entered.position());
    }

    @Override
    public Optional<Run> run(int chunk) {
        return Optional.of(archive.run(chunk));
    }

    @Override
    public boolean isSlow() {
        return false;
    }

    @Override
    public Optional<Long> behindDamage(long position) {
        return archive.nextChunk(position);
    }
}
