package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.util.Arrays;

/** One bzip2 block after the other, each decoded into the same memory. */
final class Bzip2Block {

    /** Bytes of a block before runs are written out, for each step of a stream's level. */
    static final int STEP = 100_000;

    static final int MOST_STEPS = 9;

    private static final int BYTES = 256;
    private static final int CLASSES = 16;
    private static final int LEAST_CODES = 2;
    private static final int MOST_CODES = 6;

    /** Symbols after which another code may be used. */
    private static final int GROUP = 50;

    private static final int MOST_GROUPS = MOST_STEPS * STEP / GROUP + 2;

    /** Equal bytes after which a byte tells how many more there are. */
    private static final int RUN = 4;

    /** A run's length has so many binary digits at most: more than a block has bytes. */
    private static final int MOST_DIGITS = 20;

    private static final int[] CRC = crcTable();

    /** For each byte its value, and above that, once the block is sorted, where the next one is. */
    private final int[] bytes;

    private final byte[] used = new byte[BYTES];
    private final byte[] order = new byte[BYTES];
    private final byte[] lengths = new byte[Bzip2Code.MOST_SYMBOLS];
    private final byte[] selectors = new byte[MOST_GROUPS];
    private final int[] starts = new int[BYTES];
    private final Bzip2Code[] codes = new Bzip2Code[MOST_CODES];

    private Bzip2Bits bits;
    private int usedCount;
    private int groups;
    private int codeCount;
    private int wantedCrc;
    private int count;
    private int taken;
    private int place;
    private int last;
    private int alike;
    private int repeats;
    private int crc;

    /**
     * @param memory for {@link #MOST_STEPS} times {@link #STEP} bytes, of any content
     */
    Bzip2Block(int[] memory) {
        this.bytes = memory;
        Arrays.setAll(codes, code -> new Bzip2Code());
    }

    private static int[] crcTable() {
        int[] table = new int[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int value = i << Integer.SIZE - Byte.SIZE;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = value << 1 ^ (value < 0 ? 0x04c11db7 : 0);
            }
            table[i] = value;
        }
        return table;
    }

    static ProblemException damaged() {
        return new ProblemException(
                new StreamProblem.CompressionDamaged(Compression.BZIP2.program()));
    }

    /**
     * Reads a block from behind its magic to its end.
     *
     * @param most bytes that it may have before runs are written out
     * @throws ProblemException if it is damaged or ends early
     */
    void read(Bzip2Bits input, int most) throws IOException {
        bits = input;
        wantedCrc = bits.take(Integer.SIZE);
        if (bits.take(1) != 0) {
            // Blocks that were stirred are of a bzip2 of 1999 and before.
            throw damaged();
        }
        int origin = bits.take(24);
        readUsed();
        readSelectors();
        readCodes();
        Arrays.fill(starts, 0);
        readSymbols(most);
        if (origin >= count) {
            throw damaged();
        }
        sort();
        place = bytes[origin] >>> Byte.SIZE;
        taken = 0;
        last = -1;
        alike = 0;
        repeats = 0;
        crc = -1;
    }

    private void readUsed() throws IOException {
        int classes = bits.take(CLASSES);
        usedCount = 0;
        for (int i = 0; i < CLASSES; i++) {
            int members = (classes >>> CLASSES - 1 - i & 1) == 0 ? 0 : bits.take(CLASSES);
            for (int j = 0; j < CLASSES; j++) {
                if ((members >>> CLASSES - 1 - j & 1) != 0) {
                    used[usedCount++] = (byte) (i * CLASSES + j);
                }
            }
        }
        if (usedCount == 0) {
            throw damaged();
        }
    }

    private void readSelectors() throws IOException {
        codeCount = bits.take(3);
        int told = bits.take(15);
        if (codeCount < LEAST_CODES || codeCount > MOST_CODES || told == 0) {
            throw damaged();
        }
        byte[] recent = {0, 1, 2, 3, 4, 5};
        groups = Math.min(told, MOST_GROUPS);
        for (int i = 0; i < told; i++) {
            int index = 0;
            while (bits.take(1) != 0) {
                if (++index >= codeCount) {
                    throw damaged();
                }
            }
            byte selected = recent[index];
            System.arraycopy(recent, 0, recent, 1, index);
            recent[0] = selected;
            // Some programs write a few that nothing can use.
            if (i < MOST_GROUPS) {
                selectors[i] = selected;
            }
        }
    }

    private void readCodes() throws IOException {
        int symbols = usedCount + 2;
        for (int code = 0; code < codeCount; code++) {
            int length = bits.take(5);
            for (int symbol = 0; symbol < symbols; symbol++) {
                while (true) {
                    if (length < 1 || length > Bzip2Code.LONGEST) {
                        throw damaged();
                    }
                    if (bits.take(1) == 0) {
                        break;
                    }
                    length += bits.take(1) == 0 ? 1 : -1;
                }
                lengths[symbol] = (byte) length;
            }
            if (!codes[code].set(lengths, symbols)) {
                throw damaged();
            }
        }
    }

    private void readSymbols(int most) throws IOException {
        System.arraycopy(used, 0, order, 0, usedCount);
        int end = usedCount + 1;
        int digits = 0;
        int run = 0;
        count = 0;
        for (int group = 0; group < groups; group++) {
            Bzip2Code code = codes[selectors[group]];
            for (int i = 0; i < GROUP; i++) {
                int symbol = code.next(bits);
                if (symbol < 0 || digits > MOST_DIGITS) {
                    throw damaged();
                }
                if (symbol < 2) {
                    run += symbol + 1 << digits++;
                    continue;
                }
                put(order[0] & 0xff, run, most);
                run = 0;
                digits = 0;
                if (symbol == end) {
                    return;
                }
                put(moveToFront(symbol - 1) & 0xff, 1, most);
            }
        }
        throw damaged();
    }

    private byte moveToFront(int index) {
        byte value = order[index];
        if (index < 16) {
            // Most are: a call takes longer.
            for (int i = index; i > 0; i--) {
                order[i] = order[i - 1];
            }
        } else {
            System.arraycopy(order, 0, order, 1, index);
        }
        order[0] = value;
        return value;
    }

    private void put(int value, int times, int most) throws ProblemException {
        if (times > most - count) {
            throw damaged();
        }
        for (int i = 0; i < times; i++) {
            bytes[count++] = value;
        }
        starts[value] += times;
    }

    /** Undoes the sorting: behind each byte of the block comes the one that is noted with it. */
    private void sort() {
        int sum = 0;
        for (int value = 0; value < BYTES; value++) {
            int times = starts[value];
            starts[value] = sum;
            sum += times;
        }
        for (int i = 0; i < count; i++) {
            bytes[starts[bytes[i] & 0xff]++] |= i << Byte.SIZE;
        }
    }

    /**
     * Gives the next bytes, with all runs written out.
     *
     * @return how many; less than asked for at the block's end alone
     */
    int write(byte[] into, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (repeats > 0) {
                repeats--;
                into[at++] = (byte) last;
                crc = crc << Byte.SIZE ^ CRC[crc >>> Integer.SIZE - Byte.SIZE ^ last];
                continue;
            }
            if (taken == count) {
                break;
            }
            taken++;
            int entry = bytes[place];
            place = entry >>> Byte.SIZE;
            int value = entry & 0xff;
            if (alike == RUN) {
                repeats = value;
                alike = 0;
                continue;
            }
            alike = value == last ? alike + 1 : 1;
            last = value;
            into[at++] = (byte) value;
            crc = crc << Byte.SIZE ^ CRC[crc >>> Integer.SIZE - Byte.SIZE ^ value];
        }
        return at - offset;
    }

    /**
     * When all bytes were given: the checksum of these.
     *
     * @throws ProblemException if it is not the one that stands in the block
     */
    int checked() throws ProblemException {
        if (~crc != wantedCrc) {
            throw damaged();
        }
        return wantedCrc;
    }
}
