package org.lifeboat.restore.salvage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where pieces belong in the tar. The last one ends where the tar ends. Of the others, the folders
 * in them say it: each names its own inode, and that inode names the block that the folder lies in;
 * or other blocks that are sealed with their places.
 */
final class Placement {

    /** GNU tar writes records of 20 blocks. */
    private static final int RECORD = 10_240;

    /** Two zero blocks end a tar. */
    private static final int END = 1_024;

    private static final int BLOCK = 512;

    /** So many blocks that say the same are a proof: none of them could be moved by chance. */
    private static final int PROOF = 3;

    /**
     * Votes that one other weighs no more against: a disk's journal, deleted folders and copies of
     * disks in a disk hold blocks that were a folder's once.
     */
    private static final int OUTWEIGHED = 8;

    /** A tar of which nobody knows how long it is. */
    private static final long NO_END = Long.MAX_VALUE;

    /**
     * @param position in the tar, in bytes
     * @param isProven otherwise it is inferred
     */
    record Place(long position, boolean isProven) {}

    /**
     * What one block of a piece says of its place.
     *
     * @param position in the piece, in bytes
     * @param imagePosition where that byte belongs in the image
     */
    record Vote(long position, long imagePosition) {}

    private final TarLayout layout;
    private final long tarEnd;

    /**
     * @param isAlone whether the tar holds this one file
     */
    Placement(TarLayout layout, boolean isAlone) {
        this.layout = layout;
        long blocks = Math.ceilDiv(layout.dataEnd(), BLOCK) * BLOCK;
        this.tarEnd = isAlone ? Math.ceilDiv(blocks + END, RECORD) * RECORD : NO_END;
    }

    /** Bytes that the whole tar may have at most. */
    long tarEnd() {
        return tarEnd;
    }

    /** The place of a piece that ends with the tar; nothing if it ends as no tar does. */
    Optional<Place> atEnd(PieceSurvey.Surveyed piece) {
        if (tarEnd == NO_END) {
            return Optional.empty();
        }
        long start = tarEnd - piece.length();
        boolean endsAsATar =
                piece.zerosAtEnd() >= Math.min(piece.length(), tarEnd - layout.dataEnd());
        return start >= 0 && endsAsATar
                ? Optional.of(new Place(start, isOwnEnd(piece)))
                : Optional.empty();
    }

    /**
     * Whether the stream's end says nothing else than that it is this tar's: another archive's last
     * chunk may have got here. A stream of several members states the length of the last one.
     */
    private boolean isOwnEnd(PieceSurvey.Surveyed piece) {
        OptionalLong stated = piece.end().statedLength();
        return stated.isEmpty()
                || stated.getAsLong() <= piece.length()
                || stated.getAsLong() == Integer.toUnsignedLong((int) tarEnd);
    }

    /**
     * @param from behind what lies before it, in the tar
     * @param to where what lies behind it begins
     */
    Optional<Place> byFolders(
            PieceSurvey.Surveyed piece, FolderPlaces folders, long from, long to) {
        List<Vote> all = new ArrayList<>();
        piece.folders()
                .forEach(
                        (position, inode) ->
                                folders.firstBlock(inode)
                                        .ifPresent(place -> all.add(new Vote(position, place))));
        return byVotes(piece, all, from, to);
    }

    /**
     * @param from behind what lies before it, in the tar
     * @param to where what lies behind it begins
     */
    Optional<Place> byVotes(PieceSurvey.Surveyed piece, List<Vote> all, long from, long to) {
        Map<Long, Integer> votes = new HashMap<>();
        for (Vote vote : all) {
            OptionalLong inTar = layout.tarPosition(vote.imagePosition());
            long start = inTar.orElse(-1) - vote.position();
            if (inTar.isPresent() && start >= from && start + piece.length() <= to) {
                votes.merge(start, 1, Integer::sum);
            }
        }
        Optional<Map.Entry<Long, Integer>> best =
                votes.entrySet().stream().max(Map.Entry.comparingByValue());
        if (best.isEmpty()) {
            return Optional.empty();
        }
        int agreed = best.get().getValue();
        int against = votes.values().stream().mapToInt(Integer::intValue).sum() - agreed;
        return against * OUTWEIGHED > agreed
                ? Optional.empty()
                : Optional.of(new Place(best.get().getKey(), agreed >= PROOF));
    }
}
