package org.lifeboat.testing;

import java.io.IOException;
import java.util.Random;

/**
 * Random cases in a fixed number, the same in every run. {@code lifeboat.fuzz.times} asks for that
 * many times as many, {@code lifeboat.fuzz.from} leaves out those of the seeds before it. A failure
 * names its seed, and {@code lifeboat.fuzz.seed} runs that case alone.
 */
public final class Fuzz {

    private static final String TIMES = System.getProperty("lifeboat.fuzz.times", "");
    private static final long FROM = Long.getLong("lifeboat.fuzz.from", 0);
    private static final String SEED = System.getProperty("lifeboat.fuzz.seed", "");

    private Fuzz() {}

    /** One case. */
    @FunctionalInterface
    public interface Case {
        /**
         * @throws IOException for input that is refused as it should be
         */
        void run(Random random) throws IOException;
    }

    /**
     * Runs the cases of the seeds 0, 1, 2, ... Anything thrown but an {@link IOException} is a
     * failure.
     */
    public static void cases(int count, Case each) {
        if (!SEED.isBlank()) {
            run(Long.parseLong(SEED), each);
            return;
        }
        long all = TIMES.isBlank() ? count : Math.multiplyExact(count, Long.parseLong(TIMES));
        for (long seed = FROM; seed < all; seed++) {
            run(seed, each);
        }
    }

    private static void run(long seed, Case each) {
        try {
            each.run(new Random(seed));
        } catch (IOException refused) {
            // Refused, as damage should be.
        } catch (RuntimeException | Error failed) {
            throw new AssertionError(
                    "fails with -Dlifeboat.fuzz.seed=" + seed + ": " + failed, failed);
        }
    }
}
