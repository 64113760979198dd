package org.lifeboat.restore.inside;

import java.util.OptionalLong;

/** A tar that is entered at checkpoints, which every pass leaves behind. */
abstract class CheckpointedTar implements TarStreams {

    final DecryptedArchive archive;
    final Checkpoints checkpoints;

    CheckpointedTar(DecryptedArchive archive, Checkpoints checkpoints) {
        this.archive = archive;
        this.checkpoints = checkpoints;
    }

    @Override
    public final long entrance(long position) {
        return checkpoints.positionBefore(position);
    }

    @Override
    public final OptionalLong nextEntrance(long position) {
        return checkpoints.positionBehind(position);
    }
}
