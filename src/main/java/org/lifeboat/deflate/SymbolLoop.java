package org.lifeboat.deflate;

import java.lang.invoke.VarHandle;

/**
 * Where nearly all of the time goes: a coded block's symbols, as long as there is input and output
 * for another step. It is one method, because all of its state has to stay in registers; what is
 * rare is left to {@link Blocks#symbol}.
 */
final class SymbolLoop {

    /**
     * What one step may write beyond its beginning: literals, a longest match, four words of eight.
     */
    static final int STEP = 2 + 258 + 32;

    private static final VarHandle LONG = BitInput.LONG;

    private static final int LITERAL_WIDTH = Alphabet.LITERALS_AND_LENGTHS.width();
    private static final int LITERAL_MASK = (1 << LITERAL_WIDTH) - 1;
    private static final int DISTANCE_WIDTH = Alphabet.DISTANCES.width();
    private static final int DISTANCE_MASK = (1 << DISTANCE_WIDTH) - 1;

    /** Bytes of a match that are copied by words; the rest of a longer one faster by the JDK. */
    private static final int WORDS = 32;

    private static final long EVERY_BYTE = 0x0101010101010101L;

    /** What was wrong where the last run ended, or nothing. */
    private Fault fault;

    /**
     * Decodes until less than a step of input or of output is left, the block ends or a fault is
     * found.
     *
     * @param begin where the output's history begins in {@code out}
     * @param limit at most {@code out.length - STEP}
     * @return where the output ends now
     */
    int run(Blocks blocks, byte[] out, int begin, int from, int limit) {
        BitInput input = blocks.input;
        byte[] in = input.buffer;
        int inLimit = input.limit - BitInput.STEP;
        int[] literals = blocks.literals.table;
        int[] distances = blocks.distances.table;
        int inAt = input.position;
        long bits = input.bits;
        // Only its lowest six bits count: shifts look at no others, and entries are subtracted
        // whole.
        int count = input.count;
        int at = from;
        Fault wrong = null;

        if (inAt > inLimit || at > limit) {
            fault = null;
            return at;
        }
        // Each turn begins with 56 bits and their entry. The next one is looked up as early as can
        // be: before the bits are filled up, and before a match is copied.
        bits |= (long) LONG.get(in, inAt) << count;
        inAt += ~count >>> 3 & 7;
        count |= 56;
        int entry = literals[(int) bits & LITERAL_MASK];
        do {
            // Two literals take 22 bits at most of the 56, since second tables have their own turn.
            if (entry < 0) {
                bits >>>= entry;
                count -= entry;
                out[at++] = (byte) (entry >> 16);
                entry = literals[(int) bits & LITERAL_MASK];
                if (entry < 0) {
                    bits >>>= entry;
                    count -= entry;
                    out[at++] = (byte) (entry >> 16);
                    entry = literals[(int) bits & LITERAL_MASK];
                    bits |= (long) LONG.get(in, inAt) << count;
                    inAt += ~count >>> 3 & 7;
                    count |= 56;
                    continue;
                }
            }
            if ((entry & PrefixCode.RARE) != 0) {
                if ((entry & PrefixCode.SECOND_TABLE) != 0) {
                    bits >>>= LITERAL_WIDTH;
                    count -= LITERAL_WIDTH;
                    entry = literals[(entry >>> 16) + (int) (bits & ~(-1L << (entry >>> 8)))];
                    if (entry < 0) {
                        bits >>>= entry;
                        count -= entry;
                        out[at++] = (byte) (entry >> 16);
                        bits |= (long) LONG.get(in, inAt) << count;
                        inAt += ~count >>> 3 & 7;
                        count |= 56;
                        entry = literals[(int) bits & LITERAL_MASK];
                        continue;
                    }
                }
                if ((entry & PrefixCode.RARE) != 0) {
                    bits >>>= entry;
                    count -= entry;
                    if ((entry & PrefixCode.END_OF_BLOCK) != 0) {
                        blocks.endBlock();
                    } else {
                        wrong = Fault.CODE;
                    }
                    break;
                }
            }
            int length = (entry >>> 16) + (int) ((bits & ~(-1L << entry)) >>> (entry >>> 8));
            bits >>>= entry;
            count -= entry;
            entry = distances[(int) bits & DISTANCE_MASK];
            bits |= (long) LONG.get(in, inAt) << count;
            inAt += ~count >>> 3 & 7;
            count |= 56;
            if ((entry & PrefixCode.RARE) != 0) {
                if ((entry & PrefixCode.SECOND_TABLE) != 0) {
                    bits >>>= DISTANCE_WIDTH;
                    count -= DISTANCE_WIDTH;
                    entry = distances[(entry >>> 16) + (int) (bits & ~(-1L << (entry >>> 8)))];
                }
                if ((entry & PrefixCode.RARE) != 0) {
                    bits >>>= entry;
                    count -= entry;
                    wrong = Fault.CODE;
                    break;
                }
            }
            int distance = (entry >>> 16) + (int) ((bits & ~(-1L << entry)) >>> (entry >>> 8));
            bits >>>= entry;
            count -= entry;
            entry = literals[(int) bits & LITERAL_MASK];
            bits |= (long) LONG.get(in, inAt) << count;
            inAt += ~count >>> 3 & 7;
            count |= 56;

            int source = at - distance;
            if (source < begin) {
                wrong = Fault.DISTANCE;
                break;
            }
            int end = at + length;
            if (distance >= 8) {
                // Nine of ten matches end within four words: no question before those.
                copyFourWords(out, source, at);
                if (length > WORDS) {
                    if (distance >= length) {
                        System.arraycopy(out, source + WORDS, out, at + WORDS, length - WORDS);
                    } else {
                        copyWords(out, source + WORDS, at + WORDS, end);
                    }
                }
            } else if (distance == 1) {
                long word = (out[source] & 0xff) * EVERY_BYTE;
                do {
                    LONG.set(out, at, word);
                    at += 8;
                } while (at < end);
            } else {
                // A word of the bytes that repeat, as often as they fit in it.
                int width = distance << 3;
                long word = (long) LONG.get(out, source) & ~(-1L << width);
                word |= word << width;
                if (distance < 4) {
                    word |= word << (width << 1);
                }
                int step = 8 - 8 % distance;
                do {
                    LONG.set(out, at, word);
                    at += step;
                } while (at < end);
            }
            at = end;
        } while (inAt <= inLimit && at <= limit);
        input.position = inAt;
        input.bits = bits;
        input.count = count & 63;
        fault = wrong;
        return at;
    }

    /** By itself, so that the compiler has done it long before it has done the loop. */
    private static void copyFourWords(byte[] out, int source, int at) {
        LONG.set(out, at, (long) LONG.get(out, source));
        LONG.set(out, at + 8, (long) LONG.get(out, source + 8));
        LONG.set(out, at + 16, (long) LONG.get(out, source + 16));
        LONG.set(out, at + 24, (long) LONG.get(out, source + 24));
    }

    /** A match that overlaps itself, eight bytes or more apart. */
    private static void copyWords(byte[] out, int source, int at, int end) {
        for (int i = 0; i < end - at; i += 8) {
            LONG.set(out, at + i, (long) LONG.get(out, source + i));
        }
    }

    /**
     * @throws DeflateException if the last run found a fault
     */
    void checkNoFault(Blocks blocks) throws DeflateException {
        if (fault != null) {
            throw blocks.input.fault(fault);
        }
    }
}
