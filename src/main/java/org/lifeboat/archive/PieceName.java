package org.lifeboat.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a piece of a file that was split: {@code split} counts in letters ({@code .aa},
 * {@code .ab}) or digits, file managers and packers in digits ({@code .001}, {@code .part1}).
 *
 * @param stem what all pieces' names begin with
 * @param count what tells them apart: letters or digits
 */
record PieceName(String stem, String count) {

    private static final Pattern LETTERS = Pattern.compile("(.*[._-]|x)([a-z]{2,5})");

    /** A single digit counts pieces only where something says so: many programs number files. */
    private static final Pattern DIGITS =
            Pattern.compile("(?i)(.*(?:part|piece|vol)[._-]?)([0-9]{1,6})|(.*[._-]|x)([0-9]{2,6})");

    /** Of the names of daily backups. */
    private static final Pattern DATE = Pattern.compile(".*[0-9]{4}[._-]?[0-9]{2}[._-]");

    /** Nothing if it is named like no piece. */
    static Optional<PieceName> of(String name) {
        Matcher letters = LETTERS.matcher(name);
        if (letters.matches()) {
            return Optional.of(new PieceName(letters.group(1), letters.group(2)));
        }
        Matcher digits = DIGITS.matcher(name);
        if (!digits.matches()) {
            return Optional.empty();
        }
        int stem = digits.group(1) == null ? 3 : 1;
        boolean isDay =
                digits.group(stem + 1).length() == 2 && DATE.matcher(digits.group(stem)).matches();
        return isDay
                ? Optional.empty()
                : Optional.of(new PieceName(digits.group(stem), digits.group(stem + 1)));
    }

    private boolean isLetters() {
        return count.charAt(0) >= 'a';
    }

    /** Whether counting begins with it: some begin at 0, others at 1. */
    boolean isFirst() {
        return isLetters() ? isAll('a') : isAll('0') || isOne();
    }

    private boolean isAll(char character) {
        return count.chars().allMatch(each -> each == character);
    }

    private boolean isOne() {
        return count.endsWith("1")
                && count.chars().limit(count.length() - 1).allMatch(each -> each == '0');
    }

    /** Whether hardly any other file is called so: two letters from the alphabet's beginning. */
    boolean isLikelyPiece() {
        return isLetters() ? count.length() == 2 && count.charAt(0) <= 'c' : true;
    }

    /** How the first piece is called most often, of a row that this one belongs to. */
    PieceName usualFirst() {
        return new PieceName(
                stem,
                isLetters() ? "a".repeat(count.length()) : "0".repeat(count.length() - 1) + "1");
    }

    /** How the first piece may be called, the likelier name first. */
    List<PieceName> first() {
        if (isLetters()) {
            // A longer count goes on where a shorter one ended: z in front stands for the change.
            List<PieceName> first = new ArrayList<>();
            for (int width = count.length(); width >= 2; width--) {
                first.add(new PieceName(stem, "a".repeat(width)));
            }
            return first;
        }
        List<PieceName> first = new ArrayList<>();
        for (int width = count.length(); width >= 1; width--) {
            first.add(new PieceName(stem, "0".repeat(width)));
            first.add(new PieceName(stem, "0".repeat(width - 1) + "1"));
        }
        return first;
    }

    /**
     * How the next piece may be called. Where a width is used up, {@code split} goes on with a
     * longer one ({@code yz}, {@code zaaa}; {@code 89}, {@code 9000}), others simply count on.
     */
    List<PieceName> next() {
        char zero = isLetters() ? 'a' : '0';
        char nine = isLetters() ? 'z' : '9';
        List<PieceName> next = new ArrayList<>();
        plusOne(zero, nine).ifPresent(same -> next.add(new PieceName(stem, same)));
        String tail = count.substring(1);
        boolean isTailUsedUp = !tail.isEmpty() && tail.chars().allMatch(each -> each == nine);
        if (isTailUsedUp && count.charAt(0) == nine - 1) {
            next.add(new PieceName(stem, nine + String.valueOf(zero).repeat(tail.length() + 2)));
        }
        if (isAll('9')) {
            next.add(new PieceName(stem, "1" + "0".repeat(count.length())));
        }
        return next;
    }

    private Optional<String> plusOne(char zero, char nine) {
        char[] next = count.toCharArray();
        int at = next.length - 1;
        while (at >= 0 && next[at] == nine) {
            next[at--] = zero;
        }
        if (at < 0) {
            return Optional.empty();
        }
        next[at]++;
        return Optional.of(new String(next));
    }

    @Override
    public String toString() {
        return stem + count;
    }
}
