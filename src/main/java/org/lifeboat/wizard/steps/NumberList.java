package org.lifeboat.wizard.steps;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Numbers as people type them: {@code 1 3 5-8}, with commas or without. */
final class NumberList {

    private NumberList() {}

    /**
     * @param most the largest number there is; the smallest is 1
     * @return nothing if it is something else
     */
    static Optional<Set<Integer>> of(String typed, int most) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : typed.strip().split("[\\s,;、，]+")) {
            String[] ends = part.split("[-–]", -1);
            int first = number(ends[0], most);
            int last = number(ends[ends.length - 1], most);
            if (ends.length > 2 || first < 1 || last < first) {
                return Optional.empty();
            }
            for (int i = first; i <= last; i++) {
                numbers.add(i);
            }
        }
        return Optional.of(numbers);
    }

    /** 0 if it is none. */
    static int number(String typed, int most) {
        try {
            int number = Integer.parseInt(typed.strip());
            return number <= most ? number : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
