package org.lifeboat.problem;

import java.util.List;
import java.util.Objects;

/**
 * Something that a person has to be told, as a code and its facts. The sentence is made where it is
 * shown; facts are names, numbers and other plain values in the order in which the code's text uses
 * them.
 */
public record Problem(Code code, List<Object> facts) {

    public Problem {
        Objects.requireNonNull(code);
        facts = List.copyOf(facts);
    }

    public static Problem of(Code code, Object... facts) {
        return new Problem(code, List.of(facts));
    }
}
