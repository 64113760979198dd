package org.lifeboat.content;

import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;
import org.lifeboat.tar.TarNumbers;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where in a tar a reader is that passes it on block by block: which member's data come, and how
 * many. Enough to tell whether a volume continues the one before it (tar's buffer.c, {@code
 * gnu_add_multi_volume_header}).
 */
final class TarProgress {

    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int TYPE = 156;
    private static final int CONTINUED_OFFSET = 369;
    private static final int SPARSE_IS_EXTENDED = 482;
    private static final int SPARSE_REAL_SIZE = 483;
    private static final int EXTENSION_IS_EXTENDED = 504;
    private static final int NUMBER = 12;

    private byte[] name = new byte[NAME_LENGTH];
    private long realSize;
    private long dataLeft;
    private long paddingLeft;

    /** Of a long name that is to be read as blocks, since the next member bears it. */
    private long longNameLeft;

    private ByteArrayOutputStream longName = new ByteArrayOutputStream();
    private Optional<byte[]> announcement = Optional.empty();
    private boolean sparseMapGoesOn;
    private long dataAfterMap;

    /** Bytes of data and padding that follow; 0 where a header is to come. */
    long dataLeft() {
        return dataLeft + paddingLeft;
    }

    /** Told of data and of the padding behind them. */
    void passedData(int count) {
        long ofData = Math.min(count, dataLeft);
        dataLeft -= ofData;
        paddingLeft -= count - ofData;
    }

    /**
     * @param block one that is not data
     * @return false if it is a header of another member than the one that was announced
     * @throws TarException if it is a header that cannot be read
     */
    boolean passedBlock(byte[] block) throws TarException {
        if (longNameLeft > 0) {
            longName.write(block, 0, (int) Math.min(longNameLeft, Tar.BLOCK));
            longNameLeft = Math.max(0, longNameLeft - Tar.BLOCK);
        } else if (sparseMapGoesOn) {
            sparseMapGoesOn = block[EXTENSION_IS_EXTENDED] != 0;
            if (!sparseMapGoesOn) {
                expectData(dataAfterMap);
            }
        } else if (TarHeader.isHeader(block, 0)) {
            return header(block);
        }
        return true;
    }

    private boolean header(byte[] block) throws TarException {
        TarHeader header = TarHeader.parse(block, 0);
        if (header.type() == Tar.GNU_LONG_NAME) {
            if (header.size() > Tar.MAX_EXTENSION) {
                throw new TarException("a name of impossible length");
            }
            longName = new ByteArrayOutputStream();
            longNameLeft = header.size();
            return true;
        }
        boolean hasData = header.isRegular() || header.type() >= 'A';
        name = Arrays.copyOf(longName.size() > 0 ? longName.toByteArray() : block, NAME_LENGTH);
        if (header.type() != Tar.GNU_LONG_LINK) {
            longName = new ByteArrayOutputStream();
        }
        long data = hasData ? header.size() : 0;
        boolean isSparse = header.type() == Tar.GNU_SPARSE;
        realSize = isSparse ? TarNumbers.parse(block, SPARSE_REAL_SIZE, NUMBER) : data;
        sparseMapGoesOn = isSparse && block[SPARSE_IS_EXTENDED] != 0;
        boolean isMember = data > 0 && header.type() != Tar.GNU_LONG_LINK;
        boolean isExpected =
                !isMember
                        || announcement.isEmpty()
                        || isContinuation(announcement.get(), data, realSize);
        if (isMember) {
            announcement = Optional.empty();
        }
        if (sparseMapGoesOn) {
            dataAfterMap = data;
        } else {
            expectData(data);
        }
        return isExpected;
    }

    private void expectData(long size) {
        dataLeft = size;
        paddingLeft = Tar.padding(size);
    }

    /**
     * Whether a volume that begins with this block goes on with the data that are left. tar writes
     * no magic into such a header. Its offset is the true size less what is left, also where there
     * are holes.
     */
    boolean isContinuedBy(byte[] block) {
        try {
            return hasContinuedType(block) && isContinuation(block, dataLeft, realSize);
        } catch (TarException impossible) {
            return false;
        }
    }

    /**
     * Whether this block stands before a member's own header: tar puts it there, too, where a
     * volume ended before that header. The next member with data has to be the one that it names.
     */
    boolean isAnnouncedBy(byte[] block) {
        boolean isAnnouncement = !sparseMapGoesOn && hasContinuedType(block);
        if (isAnnouncement) {
            announcement = Optional.of(block.clone());
        }
        return isAnnouncement;
    }

    private static boolean hasContinuedType(byte[] block) {
        return block[TYPE] == Tar.GNU_CONTINUED && TarHeader.hasChecksum(block, 0);
    }

    /** Whether the header names the present member, these bytes of data of it, and its size. */
    private boolean isContinuation(byte[] header, long data, long size) throws TarException {
        return Arrays.equals(textToNul(header), textToNul(name))
                && TarNumbers.parse(header, SIZE, NUMBER) == data
                && TarNumbers.parse(header, CONTINUED_OFFSET, NUMBER) == size - data;
    }

    private static byte[] textToNul(byte[] field) {
        int end = 0;
        while (end < NAME_LENGTH && field[end] != 0) {
            end++;
        }
        return Arrays.copyOf(field, end);
    }
}
