package org.lifeboat.restore;

import org.lifeboat.content.MemberSink;
import org.lifeboat.content.TarMember;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.ProblemException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Keeps the one file of a small archive in memory, up to a limit. */
final class MemorySink implements MemberSink {

    private final int limit;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /**
     * @param limit in bytes
     */
    MemorySink(int limit) {
        this.limit = limit;
    }

    byte[] bytes() {
        return content.toByteArray();
    }

    @Override
    public void folder(List<String> place, TarMember member) throws IOException {
        throw unexpected(member);
    }

    @Override
    public FileSink file(List<String> place, TarMember member) throws IOException {
        boolean isWhole = member.size() == member.extents().dataBytes();
        if (place.size() > 1 || member.size() > limit || !isWhole) {
            throw unexpected(member);
        }
        return new FileSink() {
            @Override
            public void write(long offset, byte[] bytes, int length) {
                content.write(bytes, 0, length);
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void symbolicLink(List<String> place, TarMember member, String target)
            throws IOException {
        throw unexpected(member);
    }

    @Override
    public void hardLink(List<String> place, List<String> existing) throws IOException {
        throw new ProblemException(new MemberProblem.Unsafe(place.getLast()));
    }

    @Override
    public void commit() {}

    private static ProblemException unexpected(TarMember member) {
        return new ProblemException(new MemberProblem.Unsafe(member.name()));
    }
}
