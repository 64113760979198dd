package org.lifeboat.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something that a person has to be told: a record of what is wrong, with its facts as components.
 * The sentence is made where it is shown, from the text under {@link #key()} and the facts in their
 * order. A fact is a name ({@code String}), a plain number ({@code int}, {@code long}), a {@link
 * ByteCount}, a {@link Term} or another problem.
 */
public sealed interface Problem
        permits IndexProblem,
                ChunkProblem,
                StreamProblem,
                MemberProblem,
                VmProblem,
                CopyProblem,
                DiskProblem,
                RunProblem,
                OriginProblem,
                Refusal {

    /**
     * Where its text stands in the resource bundle: {@code ChunkProblem.CutOff} is {@code
     * problem.chunk.cut.off}.
     */
    default String key() {
        Class<?> record = getClass();
        String group = record.getDeclaringClass().getSimpleName().replaceFirst("Problem$", "");
        return "problem." + words(group) + "." + words(record.getSimpleName());
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<!^)([A-Z])", ".$1").toLowerCase(Locale.ROOT);
    }

    /** Its components, in the order in which the text counts them. */
    default List<Object> facts() {
        return Arrays.stream(getClass().getRecordComponents()).map(this::fact).toList();
    }

    private Object fact(RecordComponent component) {
        try {
            return component.getAccessor().invoke(this);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new LinkageError("accessors of public records can be called", impossible);
        }
    }
}
