package org.lifeboat.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

import java.io.StringWriter;
import java.util.function.Consumer;

/** One JSON document as indented text that ends with a line end. */
final class JsonText {

    private JsonText() {}

    static String of(Consumer<JsonGenerator> writer) {
        StringWriter text = new StringWriter();
        ObjectWriteContext indented =
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }
                };
        try (JsonGenerator json = new JsonFactory().createGenerator(indented, text)) {
            writer.accept(json);
        }
        return text + "\n";
    }
}
