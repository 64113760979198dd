package org.lifeboat.content;

import java.io.IOException;
import java.util.List;

/**
 * Where an archive's members go. Places are path components below the VM's folder, already known to
 * be safe as a path: no {@code ..}, nothing absolute, each used once, below folders only.
 */
public interface MemberSink {

    void folder(List<String> place, TarMember member) throws IOException;

    FileSink file(List<String> place, TarMember member) throws IOException;

    void symbolicLink(List<String> place, TarMember member, String target) throws IOException;

    /**
     * @param existing the place of a file of the same archive
     */
    void hardLink(List<String> place, List<String> existing) throws IOException;

    /**
     * Called when everything that the archive promised was seen: gives the members their final
     * names.
     */
    void commit() throws IOException;

    /** One file's content; offsets rise, what is between them is a hole. */
    interface FileSink {
        void write(long offset, byte[] bytes, int length) throws IOException;

        /** The content is complete; it is on the disk when {@link MemberSink#commit} returns. */
        void finish() throws IOException;

        /** Lets go of it, finished or not. */
        void close() throws IOException;
    }

    /** Takes everything and keeps nothing, for verifying. */
    MemberSink NOWHERE =
            new MemberSink() {
                private static final FileSink NO_FILE =
                        new FileSink() {
                            @Override
                            public void write(long offset, byte[] bytes, int length) {}

                            @Override
                            public void finish() {}

                            @Override
                            public void close() {}
                        };

                @Override
                public void folder(List<String> place, TarMember member) {}

                @Override
                public FileSink file(List<String> place, TarMember member) {
                    return NO_FILE;
                }

                @Override
                public void symbolicLink(List<String> place, TarMember member, String target) {}

                @Override
                public void hardLink(List<String> place, List<String> existing) {}

                @Override
                public void commit() {}
            };
}
