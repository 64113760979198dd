package org.lifeboat.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text with places for facts, in the syntax of ICU's message format as far as it is needed:
 * {@code {0}}, and {@code {0,plural,=0{none}one{# file}other{# files}}}, where {@code #} is the
 * number itself. There is no quoting: texts need neither braces nor the number sign for anything
 * else.
 */
final class Pattern {

    /** What a place in a text needs to know. */
    interface Facts {

        /** The fact as it is shown. */
        String shown(int index);

        /** The same as a number. */
        long count(int index);

        PluralRule.Form form(long count);
    }

    private sealed interface Piece {}

    private record Words(String text) implements Piece {}

    private record Fact(int index) implements Piece {}

    /**
     * @param branches by {@code =N} or CLDR's name of the form
     */
    private record Plural(int index, Map<String, Pattern> branches) implements Piece {}

    private final List<Piece> pieces;

    private Pattern(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * @throws IllegalArgumentException if braces do not match, a plural has no {@code other}, or a
     *     fact has no number
     */
    static Pattern of(String text) {
        return new Parser(text).all();
    }

    String format(Facts facts) {
        StringBuilder made = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Words(String text) -> made.append(text);
                case Fact(int index) -> made.append(facts.shown(index));
                case Plural(int index, Map<String, Pattern> branches) ->
                        made.append(branch(facts, facts.count(index), branches).format(facts));
            }
        }
        return made.toString();
    }

    private static Pattern branch(Facts facts, long count, Map<String, Pattern> branches) {
        Pattern exact = branches.get("=" + count);
        if (exact != null) {
            return exact;
        }
        String form = facts.form(count).name().toLowerCase(Locale.ROOT);
        return branches.getOrDefault(form, branches.get("other"));
    }

    private static final class Parser {

        private static final int NO_PLURAL = -1;

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Pattern all() {
            Pattern pattern = pieces(NO_PLURAL);
            if (at < text.length()) {
                throw unreadable();
            }
            return pattern;
        }

        /** Up to the brace that closes what is around it, or the end. */
        private Pattern pieces(int counted) {
            List<Piece> pieces = new ArrayList<>();
            int begin = at;
            while (at < text.length() && text.charAt(at) != '}') {
                char c = text.charAt(at);
                if (c == '{' || c == '#' && counted != NO_PLURAL) {
                    pieces.add(new Words(text.substring(begin, at++)));
                    pieces.add(c == '{' ? fact() : new Fact(counted));
                    begin = at;
                } else {
                    at++;
                }
            }
            pieces.add(new Words(text.substring(begin, at)));
            return new Pattern(List.copyOf(pieces));
        }

        private Piece fact() {
            int index = Integer.parseInt(word(",}"));
            if (text.charAt(at++) == '}') {
                return new Fact(index);
            }
            if (!word(",").equals("plural")) {
                throw unreadable();
            }
            at++;
            Map<String, Pattern> branches = new LinkedHashMap<>();
            while (at < text.length() && text.charAt(at) != '}') {
                String form = word("{");
                at++;
                branches.put(form, pieces(index));
                at++;
            }
            at++;
            if (!branches.containsKey("other") || at > text.length()) {
                throw unreadable();
            }
            return new Plural(index, branches);
        }

        private String word(String ends) {
            int begin = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == text.length()) {
                throw unreadable();
            }
            return text.substring(begin, at).strip();
        }

        private IllegalArgumentException unreadable() {
            return new IllegalArgumentException("not a text with places for facts: " + text);
        }
    }
}
