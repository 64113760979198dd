package org.lifeboat.content;

import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one archive's tar to its end and hands its members to a sink, each checked first. */
public final class ArchiveExtractor {

    /** Every place is kept in memory. dom0's homes have some thousand members. */
    private static final int MOST_MEMBERS = 2_000_000;

    /** Bytes. */
    private static final int NAME_FIELD = 100;

    private static final Known UNKNOWN = (from, to) -> false;

    private final MemberNames names;
    private final MemberSink sink;
    private final Consumer<Problem> lost;
    private final int mostMembers;
    private final Map<List<String>, TarMember.Kind> places = new HashMap<>();
    private long restoredBytes;
    private Optional<Interrupted> interrupted = Optional.empty();
    private Passing passing = position -> {};

    /**
     * A file whose data could not be read to its end.
     *
     * @param place below the VM's folder
     * @param dataStart where the data begins in the tar, in bytes
     */
    public record Interrupted(TarMember member, List<String> place, long dataStart) {}

    /** Tells of bytes that were read of a tar whether they are its own. */
    @FunctionalInterface
    public interface Known {
        /**
         * @param from in bytes of the tar
         * @param to behind the last of them
         */
        boolean isKnown(long from, long to);
    }

    /** Is told of each piece of data that was written. */
    @FunctionalInterface
    public interface Passing {
        /**
         * @param position in the tar, behind the piece
         */
        void at(long position) throws IOException;
    }

    /**
     * What is known of an archive within the data of one of its files.
     *
     * @param places that are taken, and by what
     * @param restoredBytes the true sizes of the files before
     */
    public record State(
            Map<List<String>, TarMember.Kind> places, long restoredBytes, Interrupted file) {}

    /**
     * @param lost told of members that could not be restored although the archive as a whole is
     *     good
     */
    public ArchiveExtractor(MemberNames names, MemberSink sink, Consumer<Problem> lost) {
        this(names, sink, lost, MOST_MEMBERS);
    }

    ArchiveExtractor(MemberNames names, MemberSink sink, Consumer<Problem> lost, int mostMembers) {
        this.names = names;
        this.sink = sink;
        this.lost = lost;
        this.mostMembers = mostMembers;
    }

    /** The true sizes of all files so far, in bytes. */
    public long restoredBytes() {
        return restoredBytes;
    }

    /** The file that {@link #extract} is at, or was at when it failed. */
    public Optional<Interrupted> interrupted() {
        return interrupted;
    }

    /** To be told while it extracts. */
    public void tell(Passing other) {
        passing = other;
    }

    /**
     * Within a file's data: what {@link #goOn} needs.
     *
     * @return nothing elsewhere
     */
    public Optional<State> state() {
        return interrupted.map(file -> new State(Map.copyOf(places), restoredBytes, file));
    }

    /**
     * @throws ProblemException if the archive is damaged, is not what its name says, or cannot be
     *     written
     */
    public void extract(InputStream tar) throws IOException {
        TarReader reader = new TarReader(tar);
        Optional<TarMember> member = reader.next();
        if (member.isEmpty()) {
            throw new ProblemException(new StreamProblem.TarEmpty());
        }
        extract(reader, member);
    }

    /**
     * Goes on within a file's data. The sink knows the members before it.
     *
     * @param file opened for what is still to come of it
     * @param tar from {@code position} on
     */
    public void goOn(State state, MemberSink.FileSink file, InputStream tar, long position)
            throws IOException {
        places.putAll(state.places());
        restoredBytes = state.restoredBytes();
        TarReader reader =
                TarReader.within(state.file().member(), state.file().dataStart(), tar, position);
        interrupted = Optional.of(state.file());
        write(reader, state.file().member(), file);
        extract(reader, reader.next());
    }

    private void extract(TarReader reader, Optional<TarMember> first) throws IOException {
        Optional<TarMember> member = first;
        for (; member.isPresent(); member = reader.next()) {
            List<String> place = names.place(member.get().name());
            claim(place, member.get());
            try {
                extract(reader, member.get(), place);
            } catch (ProblemException problem) {
                if (!concernsOneMember(problem.problem())) {
                    throw problem;
                }
                lost.accept(problem.problem());
            }
        }
        sink.commit();
    }

    /**
     * Makes the file that an archive begins with, and leaves it unfinished and empty: nothing
     * vouches for what is known of it. To be called where {@link #extract} came to nothing; other
     * members are left alone.
     *
     * @throws ProblemException if the tar does not begin as one
     */
    public void begin(InputStream tar) throws IOException {
        TarReader reader = new TarReader(tar);
        Optional<TarMember> first = reader.next();
        if (first.isPresent() && first.get().kind() == TarMember.Kind.FILE) {
            List<String> place = names.place(first.get().name());
            sink.file(place, first.get()).close();
            interrupted = Optional.of(new Interrupted(first.get(), place, reader.position()));
        }
    }

    /** Whether a member of this name may be in the archive. */
    public boolean isOwn(String memberName) {
        try {
            names.place(memberName);
            return true;
        } catch (ProblemException foreign) {
            return false;
        }
    }

    /**
     * Takes members up behind a damage: those that are whole. Others stay unfinished, and so does
     * the first one if its name may have stood in a header before it.
     *
     * @param tar begins with a member's header
     * @throws ProblemException where it ends early or makes no sense
     */
    public void extractBehind(InputStream tar, Known known) throws IOException {
        TarReader reader = new TarReader(tar);
        long start = 0;
        for (Optional<TarMember> member = reader.next();
                member.isPresent() && known.isKnown(start, reader.position());
                member = reader.next()) {
            try {
                List<String> place = names.place(member.get().name());
                claim(place, member.get());
                boolean isNamed = start > 0 || !mayHaveLostItsName(member.get());
                if (member.get().kind() == TarMember.Kind.FILE) {
                    fileBehind(reader, member.get(), place, isNamed ? known : UNKNOWN);
                } else if (isNamed) {
                    extract(reader, member.get(), place);
                }
            } catch (ProblemException problem) {
                if (!(problem.problem() instanceof MemberProblem)) {
                    throw problem;
                }
                lost.accept(problem.problem());
            }
            start = reader.position();
        }
    }

    /**
     * A header takes 100 bytes of a name or a target, and tar fills them with the beginning of a
     * longer one, which stands in a header of its own before it (GNU tar manual, "Standard Tar
     * Format"). The map of a pax sparse file is there, too, and its name (GNU tar manual, "Storing
     * Sparse Files").
     */
    private static boolean mayHaveLostItsName(TarMember member) {
        return utf8Length(member.name()) >= NAME_FIELD
                || utf8Length(member.linkTarget()) >= NAME_FIELD
                || member.name().contains("/GNUSparseFile.");
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void fileBehind(TarReader reader, TarMember member, List<String> place, Known known)
            throws IOException {
        MemberSink.FileSink file = sink.file(place, member);
        try {
            long start = reader.position();
            reader.readData(file::write);
            if (known.isKnown(start, reader.position())) {
                file.finish();
            }
        } finally {
            file.close();
        }
    }

    private void extract(TarReader reader, TarMember member, List<String> place)
            throws IOException {
        switch (member.kind()) {
            case FOLDER -> sink.folder(place, member);
            case FILE -> file(reader, member, place);
            case SYMBOLIC_LINK ->
                    sink.symbolicLink(place, member, names.originalTarget(member.linkTarget()));
            case HARD_LINK -> {
                List<String> existing = names.place(member.linkTarget());
                if (places.get(existing) != TarMember.Kind.FILE) {
                    throw new ProblemException(new MemberProblem.LinkTargetUnknown(member.name()));
                }
                sink.hardLink(place, existing);
                places.put(place, TarMember.Kind.FILE);
            }
            case OTHER -> throw new ProblemException(new MemberProblem.KindSkipped(member.name()));
        }
    }

    private void file(TarReader reader, TarMember member, List<String> place) throws IOException {
        MemberSink.FileSink file = sink.file(place, member);
        interrupted = Optional.of(new Interrupted(member, place, reader.position()));
        write(reader, member, file);
    }

    private void write(TarReader reader, TarMember member, MemberSink.FileSink file)
            throws IOException {
        try {
            reader.readData(
                    (offset, bytes, length) -> {
                        file.write(offset, bytes, length);
                        passing.at(reader.position());
                    });
            file.finish();
            interrupted = Optional.empty();
        } finally {
            file.close();
        }
        restoredBytes += member.size();
    }

    /** Refuses a place that was taken before, unless as a folder, or that is below no folder. */
    private void claim(List<String> place, TarMember member) throws ProblemException {
        if (places.size() >= mostMembers) {
            throw new ProblemException(new StreamProblem.TarDamaged());
        }
        for (int depth = 1; depth < place.size(); depth++) {
            TarMember.Kind parent =
                    places.putIfAbsent(place.subList(0, depth), TarMember.Kind.FOLDER);
            if (parent != null && parent != TarMember.Kind.FOLDER) {
                throw new ProblemException(new MemberProblem.Unsafe(member.name()));
            }
        }
        TarMember.Kind earlier = places.putIfAbsent(place, member.kind());
        boolean folderAgain =
                earlier == TarMember.Kind.FOLDER && member.kind() == TarMember.Kind.FOLDER;
        if (earlier != null && !folderAgain) {
            throw new ProblemException(new MemberProblem.Twice(member.name()));
        }
        if (place.isEmpty() && member.kind() != TarMember.Kind.FOLDER) {
            throw new ProblemException(new MemberProblem.Unsafe(member.name()));
        }
    }

    private static boolean concernsOneMember(Problem problem) {
        return switch (problem) {
            case MemberProblem.KindSkipped _,
                    MemberProblem.NameNotWritable _,
                    MemberProblem.LinkNotWritable _,
                    MemberProblem.LinkTargetUnknown _ ->
                    true;
            default -> false;
        };
    }
}
