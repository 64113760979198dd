package org.lifeboat.restore.salvage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Looks for the members of a folder's archive in the pieces of a segment. */
final class MemberSurvey implements PieceSink {

    private final Predicate<String> isOwn;
    private final MemberReach reach;
    private long position;
    private final List<OptionalLong> firstMembers = new ArrayList<>();
    private MemberSightings sightings;

    /**
     * @param reach of the member before; of the segment's last one afterwards
     */
    MemberSurvey(Predicate<String> isOwn, MemberReach reach) {
        this.reach = reach;
        this.isOwn = isOwn;
        this.sightings = new MemberSightings(isOwn);
    }

    /** Tells where the segment's bytes lie in the tar, where nothing is compressed. */
    void at(long tarPosition) {
        position = tarPosition;
    }

    /** For each piece, where its first member's header lies in it. */
    List<OptionalLong> firstMembers() {
        return firstMembers;
    }

    @Override
    public void begin(long bit) {
        sightings = new MemberSightings(isOwn);
    }

    @Override
    public void known(byte[] bytes, int offset, int count) {
        sightings.scan().known(bytes, offset, count);
    }

    @Override
    public void unknown(long count) {
        sightings.scan().unknown(count);
    }

    @Override
    public void end(PieceEnd end) {
        sightings.scan().end();
        long length = sightings.scan().length();
        if (end.isFault()) {
            // Its last members are of two streams, and nobody knows where the second one begins.
            reach.passed(length);
            firstMembers.add(OptionalLong.empty());
            return;
        }
        boolean isTarEnd = end.isStream();
        var members = sightings.chain(reach.from(position, length, isTarEnd), isTarEnd);
        members.ifPresentOrElse(
                chain -> reach.passed(position, length, chain), () -> reach.passed(length));
        firstMembers.add(
                members.map(chain -> OptionalLong.of(chain.first())).orElse(OptionalLong.empty()));
    }
}
