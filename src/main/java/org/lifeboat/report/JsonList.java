package org.lifeboat.report;

import java.time.Instant;
import java.util.List;

/** What is in a folder of a disk image, for programs. */
public final class JsonList {

    private JsonList() {}

    /**
     * @param kind {@code file}, {@code folder}, {@code link} and so on
     * @param size in bytes
     */
    public record Item(
            String name,
            String kind,
            long size,
            Instant modified,
            boolean locked,
            String verdict) {}

    public static String of(String path, List<Item> items) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("path", path);
                    json.writeArrayPropertyStart("entries");
                    for (Item item : items) {
                        json.writeStartObject();
                        json.writeStringProperty("name", item.name());
                        json.writeStringProperty("kind", item.kind());
                        json.writeNumberProperty("sizeBytes", item.size());
                        json.writeStringProperty("modified", item.modified().toString());
                        json.writeBooleanProperty("locked", item.locked());
                        json.writeStringProperty("verdict", item.verdict());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
