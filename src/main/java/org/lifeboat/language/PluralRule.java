package org.lifeboat.language;

import java.util.function.LongFunction;

/**
 * Which form of a word goes with a whole number, after Unicode's CLDR ("Language Plural Rules",
 * cardinal, version 46).
 */
enum PluralRule {
    NONE(n -> Form.OTHER),
    ONE_OTHER(n -> n == 1 ? Form.ONE : Form.OTHER),
    ROMANCE(n -> n == 1 ? Form.ONE : millions(n)),
    ROMANCE_FROM_TWO(n -> n == 0 || n == 1 ? Form.ONE : millions(n)),
    POLISH(n -> n == 1 ? Form.ONE : endsInTwoToFour(n) ? Form.FEW : Form.MANY),
    EAST_SLAVIC(
            n ->
                    n % 10 == 1 && n % 100 != 11
                            ? Form.ONE
                            : endsInTwoToFour(n) ? Form.FEW : Form.MANY);

    /** CLDR's names; zero and two are in none of these languages. */
    enum Form {
        ONE,
        FEW,
        MANY,
        OTHER
    }

    private final LongFunction<Form> form;

    PluralRule(LongFunction<Form> form) {
        this.form = form;
    }

    /**
     * @param count 0 or more
     */
    Form form(long count) {
        return form.apply(count);
    }

    /** "1 000 000 de fichiers": a form of its own, which may be left out of a text. */
    private static Form millions(long n) {
        return n != 0 && n % 1_000_000 == 0 ? Form.MANY : Form.OTHER;
    }

    private static boolean endsInTwoToFour(long n) {
        return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
    }
}
