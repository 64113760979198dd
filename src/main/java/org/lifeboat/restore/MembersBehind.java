package org.lifeboat.restore;

import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.format.ArchiveCoding;
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
     * @throws IOException if they cannot be written
     */
    void run(Set<String> authentic, ArchiveExtractor extractor) throws IOException {
        Optional<ArchiveCoding> coding = source.coding();
        if (coding.isEmpty()) {
            return;
        }
        MemberSalvage salvage =
                new MemberSalvage(
                        coding.get(),
                        segment -> source.open(coding.get(), segment),
                        extractor::isOwn);
        for (Segment segment : source.segments(authentic)) {
            source.cancellation().check();
            salvage.run(segment, (tar, known) -> extractor.extractBehind(tar, known::isKnown));
        }
    }
}
