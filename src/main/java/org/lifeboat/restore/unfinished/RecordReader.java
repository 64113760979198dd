package org.lifeboat.restore.unfinished;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.Term;

import java.lang.reflect.RecordComponent;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an entry of a record, whose seal was found right. Another version of this program may have
 * written it: what makes no sense throws an {@link IllegalArgumentException}, or is a {@link
 * BufferUnderflowException}.
 */
public final class RecordReader {

    private static final Map<String, Class<?>> PROBLEMS =
            leaves(Problem.class).collect(Collectors.toMap(Class::getName, type -> type));

    private final ByteBuffer in;

    public RecordReader(byte[] entry) {
        this.in = ByteBuffer.wrap(entry);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordReader::leaves)
                : Stream.of(type);
    }

    /** Reads one of several. */
    @FunctionalInterface
    public interface Item<T> {
        T read(RecordReader from);
    }

    public long number() {
        return in.getLong();
    }

    public boolean flag() {
        return in.get() != 0;
    }

    private int length(int unit) {
        long length = number();
        if (length < 0 || length > in.remaining() / unit) {
            throw new IllegalArgumentException("a length of " + length);
        }
        return (int) length;
    }

    public String text() {
        char[] text = new char[length(Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.getChar();
        }
        return new String(text);
    }

    public byte[] bytes() {
        byte[] value = new byte[length(1)];
        in.get(value);
        return value;
    }

    public <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    public <T> List<T> each(Item<T> item) {
        int count = length(1);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(item.read(this));
        }
        return values;
    }

    public List<String> texts() {
        return each(RecordReader::text);
    }

    public Map<String, String> textsByText() {
        Map<String, String> values = new LinkedHashMap<>();
        int count = length(1);
        for (int i = 0; i < count; i++) {
            values.put(text(), text());
        }
        return values;
    }

    public Problem problem() {
        Class<?> type = PROBLEMS.get(text());
        Object[] facts = each(RecordReader::fact).toArray();
        if (type == null) {
            throw new IllegalArgumentException("an unknown problem");
        }
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return (Problem) type.getConstructor(types).newInstance(facts);
        } catch (ReflectiveOperationException other) {
            throw new IllegalArgumentException(other);
        }
    }

    private Object fact() {
        String kind = text();
        return switch (kind) {
            case "text" -> text();
            case "int" -> Math.toIntExact(number());
            case "long" -> number();
            case "bytes" -> new ByteCount(number());
            case "problem" -> problem();
            case "term" -> term(text(), text());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Object term(String type, String name) {
        try {
            return Arrays.stream(Class.forName(type).asSubclass(Term.class).getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name));
        } catch (ClassNotFoundException | ClassCastException other) {
            throw new IllegalArgumentException(other);
        }
    }
}
