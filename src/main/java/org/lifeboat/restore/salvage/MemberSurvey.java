package org.lifeboat.restore.salvage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Looks for the members of a folder's archive in the pieces of a segment. */
final class MemberSurvey implements PieceSink {

    private final Predicate<String> isOwn;
    private final boolean hasEnd;
    private final List<OptionalLong> firstMembers = new ArrayList<>();
    private MemberSightings sightings;
    private long length;
    private long zeros;

    /**
     * @param hasEnd whether the segment's stream ends where the archive's does
     */
    MemberSurvey(Predicate<String> isOwn, boolean hasEnd) {
        this.isOwn = isOwn;
        this.hasEnd = hasEnd;
        this.sightings = new MemberSightings(isOwn);
    }

    /** For each piece, where its first member's header lies in it. */
    List<OptionalLong> firstMembers() {
        return firstMembers;
    }

    @Override
    public void begin() {
        sightings = new MemberSightings(isOwn);
        length = 0;
        zeros = 0;
    }

    @Override
    public void known(byte[] bytes, int offset, int count) {
        sightings.add(bytes, offset, count);
        length += count;
        zeros = ZeroRun.behind(zeros, bytes, offset, count);
    }

    @Override
    public void unknown(long count) {
        sightings.skip(count);
        length += count;
        zeros = 0;
    }

    @Override
    public void end(boolean isEnd) {
        sightings.end();
        firstMembers.add(sightings.firstMember(length, isEnd && hasEnd, zeros));
    }
}
