package org.lifeboat.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** One JSON document, written in the order of its calls, as indented text that ends with a line. */
final class JsonText {

    private final JsonGenerator json;

    private JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** A document that is an object with these fields. */
    static String of(Consumer<JsonText> fields) {
        StringWriter text = new StringWriter();
        write(text, fields);
        return text.toString();
    }

    /**
     * The same, printed as it is made: a report may be larger than the memory.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    static void print(OutputStream out, Consumer<JsonText> fields) {
        write(new Printed(out), fields);
    }

    private static void write(Writer text, Consumer<JsonText> fields) {
        ObjectWriteContext indented =
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }
                };
        try (JsonGenerator json = new JsonFactory().createGenerator(indented, text)) {
            json.writeStartObject();
            fields.accept(new JsonText(json));
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    /**
     * UTF-8 as RFC 8259, section 8.1 asks for, whatever the terminal's charset; leaves the stream
     * open.
     */
    private static final class Printed extends OutputStreamWriter {

        private Printed(OutputStream out) {
            super(out, StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    JsonText field(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    JsonText field(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonText field(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonText nothing(String name) {
        json.writeNullProperty(name);
        return this;
    }

    JsonText object(String name, Consumer<JsonText> fields) {
        json.writeObjectPropertyStart(name);
        fields.accept(this);
        json.writeEndObject();
        return this;
    }

    /** An array of objects. */
    <T> JsonText objects(String name, List<T> items, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            fields.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    JsonText texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }
}
