package org.lifeboat.archive;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the entries of the outer file. Each was written by a tar of its own and the outputs were
 * put end to end, so zero blocks stand between them. Headers only are read, unless something is
 * wrong: what is neither zero nor a header is searched for the next header, and so is an entry that
 * is not followed by what must follow it, since its size may be false.
 */
public final class BackupIndexer {

    /** How closely to look. */
    public enum Care {
        /** Reads headers only where nothing seems to be wrong. */
        USUAL,
        /**
         * Searches the last chunk of each archive, too: in format 4 nothing has to follow it. For
         * backups of which something is missing.
         */
        SEARCHING
    }

    private static final int WINDOW = 1 << 20;

    /** A file without a tar header this far from its start is no backup. */
    private static final long START_LIMIT = 1 << 20;

    /** Every entry is kept in memory; a real backup has some ten thousand at most. */
    private static final int MAX_ENTRIES = 2_000_000;

    /** FAT32's largest file, in bytes: a backup of exactly this size was cut by its file system. */
    private static final long FAT32_LARGEST = (1L << 32) - 1;

    /** Zeros behind the last tar that only fill up a sector of the medium are fewer. */
    private static final long SECTOR = 4096;

    private final Source source;
    private final SourceWindow window;
    private final EntryHeaders headers;
    private final HeaderSearch search;
    private final Successors successors;
    private final List<OuterEntry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();

    /** The last file, and whether its data was searched or needs not be. */
    private Optional<EntryHeader> last = Optional.empty();

    private boolean isLastTrusted = true;

    /** Where the tar began that holds the last entry, and where it ends with its zeros. */
    private long startOfTar;

    private long endOfTar;

    /** Whether the first tar fills its records, as Qubes' do; nothing before its end was seen. */
    private Optional<Boolean> isInRecords = Optional.empty();

    private Optional<OpenGap> gap = Optional.empty();
    private int zeroBlocks;

    private record OpenGap(long start, long end) {}

    private BackupIndexer(Source source, Care care) {
        this.source = source;
        this.window = new SourceWindow(source, WINDOW);
        this.headers = new EntryHeaders(source, window);
        this.search = new HeaderSearch(source, headers);
        this.successors = new Successors(care);
    }

    /**
     * @throws IOException if the file cannot be read at all
     */
    public static BackupIndex index(Source source, Care care) throws IOException {
        return new BackupIndexer(source, care).run();
    }

    /** Whether {@link Care#SEARCHING} looks where the usual care did not. */
    public static boolean mayFindMore(BackupIndex usual) {
        return usual.entries().stream()
                .anyMatch(entry -> entry.name().endsWith(EntryNames.ENCRYPTED));
    }

    private BackupIndex run() throws IOException {
        long at = 0;
        while (entries.size() < MAX_ENTRIES) {
            if (at + Tar.BLOCK <= window.size()) {
                if (entries.isEmpty() && at > START_LIMIT) {
                    return BackupIndex.NOTHING;
                }
                at = step(at);
                continue;
            }
            Optional<EntryHeader> hidden = hiddenInLast(Optional.empty(), true);
            if (hidden.isEmpty()) {
                break;
            }
            at = hidden.get().start();
        }
        if (entries.isEmpty()) {
            return BackupIndex.NOTHING;
        }
        cutLast();
        Optional<Problem> cut = cut(at);
        if (cut.isEmpty()) {
            closeGap(window.size(), Optional.empty());
        }
        addLostHeaders();
        return new BackupIndex(entries, gaps, traces, cut);
    }

    /** Deals with what is at a position and returns the position of the next. */
    private long step(long at) throws IOException {
        boolean isReadable = window.load(at, zeroBlocks > 40 ? WINDOW : EntryHeaders.AHEAD);
        if (at > window.size() - Tar.BLOCK) {
            return at;
        }
        if (isReadable && window.isZero(at)) {
            zeroBlocks++;
            return at + Tar.BLOCK;
        }
        Optional<EntryHeader> here = headers.at(at);
        Optional<EntryHeader> hidden = hiddenInLast(here, false);
        if (hidden.isPresent()) {
            return hidden.get().start();
        }
        if (here.isPresent()) {
            return accept(here.get());
        }
        Optional<EntryHeader> found =
                search.find(
                        at,
                        window.size(),
                        entries.isEmpty() ? START_LIMIT : Long.MAX_VALUE,
                        header -> header.isFile() && EntryNames.isOfBackup(header.name()));
        long end = found.map(EntryHeader::start).orElse(window.size());
        gap = Optional.of(new OpenGap(gap.map(OpenGap::start).orElse(at), end));
        zeroBlocks = 0;
        return end;
    }

    private long accept(EntryHeader header) {
        // A backup may have been unpacked, and packed again into one tar.
        boolean isInLastTar = zeroBlocks == 0 && gap.isEmpty() && !entries.isEmpty();
        if (!isInLastTar) {
            closeGap(header.start(), Optional.of(header.name()));
            startOfTar = header.start();
        }
        endOfTar = header.endOfTar(startOfTar);
        zeroBlocks = 0;
        if (header.isFile()) {
            long present = Math.min(header.size(), window.size() - header.data());
            boolean isCutOff = present < header.size();
            entries.add(new OuterEntry(header.name(), header.data(), present, isCutOff));
            names.add(header.name());
            last = Optional.of(header);
            isLastTrusted = false;
        } else if (EntryNames.isOfBackup(header.name())) {
            traces.add(
                    new Trace(
                            header.start(),
                            header.name(),
                            new IndexProblem.UnknownEntry(header.name())));
        }
        return Math.min(header.next(), window.size());
    }

    /**
     * Looks for an entry in the data of the last one, unless what follows shows that there is none.
     * If there is one, the last one's size is false: its data is taken to end before that entry.
     *
     * @param follower what stands behind the last entry
     * @param isEnd whether nothing does
     */
    private Optional<EntryHeader> hiddenInLast(Optional<EntryHeader> follower, boolean isEnd)
            throws IOException {
        if (isLastTrusted || last.isEmpty()) {
            return Optional.empty();
        }
        EntryHeader outer = last.get();
        isLastTrusted = true;
        boolean isTrusted =
                outer.next() <= window.size()
                        && successors.fits(outer, follower.map(EntryHeader::name), isEnd);
        if (isTrusted) {
            return Optional.empty();
        }
        Optional<EntryHeader> hidden =
                search.find(
                        outer.data(),
                        Math.min(outer.next(), window.size()),
                        Long.MAX_VALUE,
                        header ->
                                header.isFile()
                                        && EntryNames.isOfBackup(header.name())
                                        && header.next() <= window.size()
                                        && !names.contains(header.name()));
        hidden.ifPresent(inner -> shortenLast(outer, inner.start()));
        return hidden;
    }

    private void shortenLast(EntryHeader outer, long end) {
        long size = withoutZeros(outer.data(), end) - outer.data();
        entries.removeLast();
        entries.add(new OuterEntry(outer.name(), outer.data(), size, false));
        traces.add(
                new Trace(
                        outer.start(),
                        outer.name(),
                        new IndexProblem.FalseSize(outer.name(), new ByteCount(outer.size()))));
        endOfTar = end;
        gap = Optional.empty();
        zeroBlocks = 1;
    }

    /** Where data ends that only its tar's zeros follow. Data may end with zeros itself. */
    private long withoutZeros(long from, long to) {
        long end = to;
        while (end - Tar.BLOCK >= from && window.load(end - Tar.BLOCK, Tar.BLOCK)) {
            if (!window.isZero(end - Tar.BLOCK)) {
                break;
            }
            end -= Tar.BLOCK;
        }
        long block = Math.max(from, end - Tar.BLOCK);
        if (window.load(block, Tar.BLOCK)) {
            while (end > block && window.bytes()[window.index(end - 1)] == 0) {
                end--;
            }
        }
        return end;
    }

    /**
     * Notes what was stepped over before a position, and zeros that nobody writes: each tar ends
     * where it must, so more or fewer stand where an entry was.
     */
    private void closeGap(long at, Optional<String> next) {
        if (gap.isEmpty() && !entries.isEmpty()) {
            gap = falseZeros(at, next.isEmpty());
        }
        Optional<String> before =
                entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().name());
        gap.ifPresent(
                open -> gaps.add(new Gap(open.start(), open.end() - open.start(), before, next)));
        gap = Optional.empty();
    }

    private Optional<OpenGap> falseZeros(long at, boolean isEndOfFile) {
        if (at > endOfTar + (isEndOfFile ? SECTOR - 1 : 0)) {
            return Optional.of(new OpenGap(endOfTar, at));
        }
        if (isEndOfFile) {
            return Optional.empty();
        }
        // Fewer zeros stand before an entry that was found in another's data.
        if (isInRecords.isEmpty() && zeroBlocks > 1) {
            isInRecords = Optional.of(at == endOfTar);
        }
        return isInRecords.orElse(false) && at < endOfTar
                ? Optional.of(new OpenGap(last.orElseThrow().next(), at))
                : Optional.empty();
    }

    /** Headers that were damaged, of entries that were not found elsewhere. */
    private void addLostHeaders() {
        search.damagedNames()
                .forEach(
                        (name, position) -> {
                            if (!names.contains(name)) {
                                traces.add(
                                        new Trace(
                                                position,
                                                name,
                                                new IndexProblem.HeaderDamaged(name)));
                            }
                        });
    }

    /** The file may have become shorter since its last header was read. */
    private void cutLast() {
        OuterEntry entry = entries.getLast();
        long present = Math.max(0, window.size() - entry.offset());
        if (present < entry.size()) {
            entries.removeLast();
            entries.add(new OuterEntry(entry.name(), entry.offset(), present, true));
        }
    }

    /**
     * Whether the file ends between a part and its HMAC, which Qubes writes right behind it, though
     * other parts have theirs. No part of format 4 has one.
     */
    private boolean isProofCut(String part) {
        return isPart(part)
                && falseZeros(window.size(), true).isEmpty()
                && !names.contains(part + EntryNames.PROOF)
                && names.stream()
                        .filter(name -> name.endsWith(EntryNames.PROOF))
                        .anyMatch(name -> isPart(EntryNames.without(name, EntryNames.PROOF)));
    }

    private static boolean isPart(String name) {
        return EntryNames.number(name).isPresent();
    }

    /**
     * Whether the file was cut off.
     *
     * @param at where a whole block would begin
     */
    private Optional<Problem> cut(long at) {
        OuterEntry entry = entries.getLast();
        boolean isTarCut = isInRecords.orElse(false) && window.size() < endOfTar;
        boolean isBlockCut =
                isProofCut(entry.name())
                        || zeroBlocks == 0
                        || isTarCut
                        || (at < window.size() && isMoreThanZeros(at));
        if (!entry.isCutOff() && (gap.isPresent() || !isBlockCut)) {
            return Optional.empty();
        }
        if (source.lastPiece().isPresent()) {
            return source.lastPiece()
                    .map(piece -> new IndexProblem.CutOffPieces(entry.name(), piece));
        }
        return Optional.of(
                window.size() == FAT32_LARGEST
                        ? new IndexProblem.CutOffByFat32(entry.name())
                        : new IndexProblem.CutOff(entry.name()));
    }

    /** Of the part of a block at the file's end. */
    private boolean isMoreThanZeros(long at) {
        return !window.read(at, Tar.BLOCK) || !Tar.isZero(window.bytes(), 0, window.length());
    }
}
