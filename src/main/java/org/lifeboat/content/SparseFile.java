package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.GnuHeader;
import org.lifeboat.tar.PaxRecords;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.util.Optional;

/**
 * A file's true size and where its data lies, from whichever of GNU tar's sparse formats it was
 * stored in (GNU tar manual, "Storing Sparse Files"): the old GNU format, or 0.0, 0.1 and 1.0 in
 * pax headers.
 */
record SparseFile(long size, SparseMap extents) {

    /**
     * Reads what there is of a map before the data, too.
     *
     * @param stored bytes that follow the header in the tar
     */
    static SparseFile read(TarInput in, TarHeader header, byte[] block, PaxRecords pax, long stored)
            throws IOException {
        SparseFile file;
        if (header.type() == Tar.GNU_SPARSE) {
            file = oldGnu(in, block);
        } else if (pax.get("GNU.sparse.major").isPresent()) {
            return pax1(in, pax, stored);
        } else if (pax.get("GNU.sparse.map").isPresent()
                || pax.get("GNU.sparse.offset").isPresent()) {
            file = pax0(pax);
        } else if (pax.get("GNU.sparse.size").isPresent()) {
            // Nothing but a hole: 0.0 writes no pairs then.
            file = new SparseFile(pax.number("GNU.sparse.size").get(), new SparseMap());
        } else {
            file = new SparseFile(stored, SparseMap.whole(stored));
        }
        return file.holding(stored);
    }

    private SparseFile holding(long stored) throws ProblemException {
        if (extents.dataBytes() != stored) {
            throw damaged();
        }
        return this;
    }

    private static SparseFile oldGnu(TarInput in, byte[] header) throws IOException {
        long size = GnuHeader.realSize(header);
        SparseMap map = new SparseMap();
        GnuHeader.Extents extents = (offset, length) -> map.add(offset, length, size);
        GnuHeader.readMap(header, extents);
        boolean goesOn = GnuHeader.mapGoesOn(header);
        while (goesOn) {
            byte[] extension = in.block();
            GnuHeader.readExtension(extension, extents);
            goesOn = GnuHeader.extensionGoesOn(extension);
        }
        return new SparseFile(size, map);
    }

    private static SparseFile pax0(PaxRecords pax) throws IOException {
        long size = pax.number("GNU.sparse.size").orElseThrow(SparseFile::damaged);
        SparseMap map = new SparseMap();
        Optional<String> pairs = pax.get("GNU.sparse.map");
        if (pairs.isPresent()) {
            String[] numbers = pairs.get().split(",");
            if (numbers.length % 2 != 0) {
                throw damaged();
            }
            for (int i = 0; i < numbers.length; i += 2) {
                map.add(PaxRecords.decimal(numbers[i]), PaxRecords.decimal(numbers[i + 1]), size);
            }
            return new SparseFile(size, map);
        }
        String[] offsets = pax.get("GNU.sparse.offset").orElse("").split(",");
        String[] lengths = pax.get("GNU.sparse.numbytes").orElse("").split(",");
        if (offsets.length != lengths.length) {
            throw damaged();
        }
        for (int i = 0; i < offsets.length; i++) {
            map.add(PaxRecords.decimal(offsets[i]), PaxRecords.decimal(lengths[i]), size);
        }
        return new SparseFile(size, map);
    }

    /**
     * The map stands before the data: a count, then offset and length of each extent, a decimal
     * number a line.
     */
    private static SparseFile pax1(TarInput in, PaxRecords pax, long stored) throws IOException {
        if (!pax.get("GNU.sparse.major").get().equals("1")
                || !pax.get("GNU.sparse.minor").orElse("").equals("0")) {
            throw damaged();
        }
        long size = pax.number("GNU.sparse.realsize").orElseThrow(SparseFile::damaged);
        DecimalLines lines = new DecimalLines(in, stored);
        SparseMap map = new SparseMap();
        long count = lines.next();
        for (long i = 0; i < count; i++) {
            long offset = lines.next();
            map.add(offset, lines.next(), size);
        }
        return new SparseFile(size, map).holding(stored - lines.bytesRead());
    }

    private static ProblemException damaged() {
        return new ProblemException(new StreamProblem.SparseMapDamaged());
    }

    /** Decimal lines in whole blocks. */
    private static final class DecimalLines {
        private final TarInput in;
        private final long limit;
        private byte[] block;
        private int at = Tar.BLOCK;
        private long bytesRead;

        private DecimalLines(TarInput in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        private long bytesRead() {
            return bytesRead;
        }

        private long next() throws IOException {
            long value = 0;
            for (int digits = 0; ; digits++) {
                byte c = nextByte();
                if (c == '\n' && digits > 0) {
                    return value;
                }
                if (c < '0' || c > '9' || digits == 18) {
                    throw damaged();
                }
                value = value * 10 + c - '0';
            }
        }

        private byte nextByte() throws IOException {
            if (at == Tar.BLOCK) {
                if (bytesRead + Tar.BLOCK > limit) {
                    throw damaged();
                }
                block = in.block();
                bytesRead += Tar.BLOCK;
                at = 0;
            }
            return block[at++];
        }
    }
}
