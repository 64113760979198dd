package org.lifeboat.restore;

import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.content.ArchiveExtractor.Interrupted;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.restore.salvage.MemberPlace;
import org.lifeboat.restore.salvage.MemberReach;
import org.lifeboat.restore.salvage.MemberSalvage;
import org.lifeboat.restore.salvage.Segment;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The members of a folder's archive that lie behind a damage. */
final class MembersBehind {

    private final SegmentSource source;

    MembersBehind(SegmentSource source) {
        this.source = source;
    }

    /**
     * @param authentic the names of the chunks that are
     * @param written behind the last byte of the file that was read before the damage
     * @throws IOException if they cannot be written
     */
    void run(Set<String> authentic, ArchiveExtractor extractor, long written) throws IOException {
        Optional<ArchiveCoding> coding = source.coding();
        if (coding.isEmpty()) {
            return;
        }
        MemberSalvage salvage =
                new MemberSalvage(
                        coding.get(),
                        segment -> source.open(coding.get(), segment),
                        extractor::isOwn,
                        reach(extractor, written, coding.get().compression().isPresent()),
                        source.cancellation());
        for (Segment segment : source.segments(authentic)) {
            source.cancellation().check();
            salvage.run(segment, (tar, known) -> extractor.extractBehind(tar, known::isKnown));
        }
    }

    private static MemberReach reach(ArchiveExtractor extractor, long written, boolean isCompressed)
            throws IOException {
        Optional<Interrupted> file = extractor.interrupted();
        if (file.isEmpty()) {
            return MemberReach.none(isCompressed);
        }
        MemberPlace place =
                new MemberPlace(file.get().dataStart(), file.get().member().extents(), false);
        return MemberReach.of(place, written, isCompressed);
    }
}
