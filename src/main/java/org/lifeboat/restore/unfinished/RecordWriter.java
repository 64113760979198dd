package org.lifeboat.restore.unfinished;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.Term;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes an entry of a record. What it writes {@link RecordReader} reads in the same order. */
public final class RecordWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Something that a stream to memory never throws at. */
    private interface Step {
        void run() throws IOException;
    }

    private RecordWriter write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public RecordWriter number(long value) {
        return write(() -> out.writeLong(value));
    }

    public RecordWriter flag(boolean value) {
        return write(() -> out.writeBoolean(value));
    }

    /** Any text, lone surrogates included. */
    public RecordWriter text(String value) {
        return number(value.length()).write(() -> out.writeChars(value));
    }

    public RecordWriter bytes(byte[] value) {
        return number(value.length).write(() -> out.write(value));
    }

    public RecordWriter constant(Enum<?> value) {
        return text(value.name());
    }

    public <T> RecordWriter each(Collection<T> values, BiConsumer<RecordWriter, T> item) {
        number(values.size());
        values.forEach(value -> item.accept(this, value));
        return this;
    }

    public RecordWriter texts(List<String> values) {
        return each(values, RecordWriter::text);
    }

    public RecordWriter texts(Map<String, String> values) {
        return each(values.entrySet(), (w, one) -> w.text(one.getKey()).text(one.getValue()));
    }

    /** What it is, and its facts. */
    public RecordWriter problem(Problem problem) {
        text(problem.getClass().getName());
        return each(problem.facts(), RecordWriter::fact);
    }

    private void fact(Object fact) {
        switch (fact) {
            case String text -> text("text").text(text);
            case Integer number -> text("int").number(number);
            case Long number -> text("long").number(number);
            case ByteCount(long count) -> text("bytes").number(count);
            case Problem reason -> text("problem").problem(reason);
            case Term term when term instanceof Enum<?> constant ->
                    text("term").text(constant.getDeclaringClass().getName()).text(constant.name());
            default -> throw new IllegalArgumentException(fact.getClass().getName());
        }
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
