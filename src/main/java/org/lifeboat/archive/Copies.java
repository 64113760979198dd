package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several copies of one backup, seen as one: each entry from the first copy in which it is whole.
 * Their bytes are one behind the other, so that a position tells the copy as well.
 */
public final class Copies {

    /**
     * One of them.
     *
     * @param index with the positions of its own source
     * @param start where its first byte is among those of all
     */
    private record Copy(Source source, BackupIndex index, long start) {

        private OuterEntry shifted(OuterEntry entry) {
            return new OuterEntry(
                    entry.name(), start + entry.offset(), entry.size(), entry.isCutOff());
        }

        private Gap shifted(Gap gap) {
            return new Gap(start + gap.position(), gap.length(), gap.before(), gap.after());
        }

        private Trace shifted(Trace trace) {
            return new Trace(start + trace.position(), trace.entry(), trace.problem());
        }

        private int flaws() {
            return index.gaps().size() + index.traces().size() + (index.cutOff() ? 1 : 0);
        }
    }

    /** Bytes: drives lose as many at once, so these should be the same in all copies. */
    private static final long ALIGNMENT = 4096;

    private final List<Copy> copies;
    private final Source source;
    private final BackupIndex index;

    /** By their names: entries that are whole, in the order of the copies. */
    private final Map<String, List<OuterEntry>> whole;

    private Copies(List<Copy> copies) {
        this.copies = copies;
        if (copies.size() == 1) {
            this.source = copies.getFirst().source();
            this.index = copies.getFirst().index();
            this.whole = Map.of();
        } else {
            this.source = new Stacked();
            this.whole = whole(copies);
            this.index = merged();
        }
    }

    /**
     * @param sources one or more, the one that was meant first; they stay the caller's
     * @throws IOException if one cannot be read at all
     */
    public static Copies of(List<? extends Source> sources, BackupIndexer.Care care)
            throws IOException {
        List<Copy> copies = new ArrayList<>();
        long start = 0;
        for (Source source : sources) {
            copies.add(new Copy(source, BackupIndexer.index(source, care), start));
            start = Math.ceilDiv(start + source.size(), ALIGNMENT) * ALIGNMENT;
        }
        return new Copies(copies);
    }

    /** The same, looked at as closely as can be. */
    public Copies searched() throws IOException {
        return of(copies.stream().map(Copy::source).toList(), BackupIndexer.Care.SEARCHING);
    }

    public int count() {
        return copies.size();
    }

    /** The bytes of all copies, which the entries of {@link #index} lie in. */
    public Source source() {
        return source;
    }

    /** The best of all copies; what is wrong in one and not in another is not told. */
    public BackupIndex index() {
        return index;
    }

    /**
     * One of the copies by itself, with positions of its own.
     *
     * @param copy from 0
     */
    public Source source(int copy) {
        return copies.get(copy).source();
    }

    public BackupIndex index(int copy) {
        return copies.get(copy).index();
    }

    /** All that may be that entry, in the order of the copies; nothing where there is one copy. */
    public List<OuterEntry> entries(String name) {
        return whole.getOrDefault(name, List.of());
    }

    /** All that may vouch for a part, likewise. */
    public List<Proof> proofs(String part) {
        return entries(part + EntryNames.PROOF).stream().map(Proof::of).toList();
    }

    /** Which copy a position is in, from 0. */
    public int at(long position) {
        int copy = copies.size() - 1;
        while (copy > 0 && copies.get(copy).start() > position) {
            copy--;
        }
        return copy;
    }

    private static Map<String, List<OuterEntry>> whole(List<Copy> copies) {
        Map<String, List<OuterEntry>> whole = new HashMap<>();
        for (Copy copy : copies) {
            Set<String> doubtful = new HashSet<>();
            copy.index().traces().forEach(trace -> doubtful.add(trace.entry()));
            Set<String> seen = new HashSet<>();
            for (OuterEntry entry : copy.index().entries()) {
                if (!entry.isCutOff() && !doubtful.contains(entry.name())) {
                    // One that is there twice in a copy is told where the archives are made.
                    if (seen.add(entry.name())) {
                        whole.computeIfAbsent(entry.name(), first -> new ArrayList<>(2))
                                .add(copy.shifted(entry));
                    }
                }
            }
        }
        return whole;
    }

    private BackupIndex merged() {
        Map<String, List<OuterEntry>> entries = new LinkedHashMap<>();
        for (int i = 0; i < copies.size(); i++) {
            for (OuterEntry entry : copies.get(i).index().entries()) {
                List<OuterEntry> same =
                        entries.computeIfAbsent(entry.name(), first -> new ArrayList<>(1));
                // Only within one copy do two entries of one name contradict each other.
                if (same.isEmpty() || at(same.getFirst().offset()) == i) {
                    same.add(copies.get(i).shifted(entry));
                }
            }
        }
        List<OuterEntry> best = new ArrayList<>();
        entries.forEach(
                (name, same) -> {
                    List<OuterEntry> good = entries(name);
                    boolean isGood = good.isEmpty() || same.size() > 1;
                    best.addAll(isGood ? same : good.subList(0, 1));
                });
        Copy base =
                copies.stream()
                        .min(
                                Comparator.comparing((Copy copy) -> isNothing(copy))
                                        .thenComparing(Copy::flaws))
                        .orElseThrow();
        List<Gap> gaps =
                base.index().gaps().stream()
                        .filter(gap -> copies.stream().noneMatch(copy -> spans(copy, gap)))
                        .map(base::shifted)
                        .toList();
        List<Trace> traces =
                base.index().traces().stream()
                        .filter(trace -> entries(trace.entry()).isEmpty())
                        .map(base::shifted)
                        .toList();
        boolean isAnyWhole =
                copies.stream().anyMatch(copy -> !isNothing(copy) && !copy.index().cutOff());
        Optional<Problem> cut = isAnyWhole ? Optional.empty() : base.index().cut();
        return new BackupIndex(best, gaps, traces, cut);
    }

    private static boolean isNothing(Copy copy) {
        return copy.index().entries().isEmpty();
    }

    /** Whether a copy has no gap between the entries that are at both sides of another's gap. */
    private static boolean spans(Copy copy, Gap gap) {
        List<String> names = copy.index().entries().stream().map(OuterEntry::name).toList();
        int before = gap.before().map(names::indexOf).orElse(-1);
        int after = gap.after().map(names::indexOf).orElse(names.size());
        boolean isKnown =
                (before >= 0 || gap.before().isEmpty())
                        && after >= 0
                        && (gap.after().isPresent() || !copy.index().cutOff());
        return isKnown
                && before < after
                && copy.index().gaps().stream()
                        .mapToInt(own -> own.before().map(names::indexOf).orElse(-1))
                        .noneMatch(own -> own >= before && own < after);
    }

    /** One behind the other, named as the first. */
    private final class Stacked implements Source {

        @Override
        public String name() {
            return copies.getFirst().source().name();
        }

        @Override
        public long size() {
            return copies.getLast().start() + copies.getLast().source().size();
        }

        /** Those of the first, unless another one has none. */
        @Override
        public List<Problem> problems() {
            boolean isOneGood =
                    copies.stream()
                            .anyMatch(
                                    copy -> !isNothing(copy) && copy.source().problems().isEmpty());
            return isOneGood ? List.of() : copies.getFirst().source().problems();
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            Copy copy = within(position, into.remaining());
            copy.source().read(position - copy.start(), into);
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            Copy copy = within(position, into.remaining());
            copy.source().readAgain(position - copy.start(), into);
        }

        private Copy within(long position, int length) throws EOFException {
            Copy copy = copies.get(at(position));
            if (position - copy.start() + length > copy.source().size()) {
                throw new EOFException("the copy ends before");
            }
            return copy;
        }
    }
}
