package org.lifeboat.restore.salvage;

import org.lifeboat.disk.ext4.PlaceSearch;
import org.lifeboat.disk.ext4.PlaceVote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks in one of a segment's pieces for blocks of a file system that a checksum ties to their own
 * places: copies of the superblock, inodes, nodes of extent trees, bitmaps. Folders are among them,
 * but every disk has these where its files are few and large, too.
 */
final class SealedSightings implements PieceSink {

    private final int wanted;
    private final PlaceSearch search;
    private int current = -1;
    private List<PlaceVote> votes = List.of();

    /**
     * @param wanted which of the pieces, from 0
     */
    SealedSightings(int wanted, PlaceSearch search) {
        this.wanted = wanted;
        this.search = search;
    }

    /** What was seen: its position in the piece, and the place that it names on the disk. */
    List<Placement.Vote> votes() {
        List<Placement.Vote> sealed = new ArrayList<>();
        for (PlaceVote vote : votes) {
            if (vote.isSealed()) {
                sealed.add(new Placement.Vote(vote.position(), vote.diskPosition()));
            }
        }
        return sealed;
    }

    @Override
    public void begin(long bit) {
        current++;
    }

    @Override
    public void known(byte[] bytes, int offset, int length) throws IOException {
        if (current == wanted) {
            search.add(bytes, offset, length);
        }
    }

    @Override
    public void unknown(long length) throws IOException {
        if (current == wanted) {
            search.skip(length);
        }
    }

    @Override
    public void end(PieceEnd end) throws IOException {
        if (current == wanted) {
            votes = search.end();
        }
    }
}
