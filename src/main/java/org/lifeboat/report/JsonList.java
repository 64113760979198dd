package org.lifeboat.report;

import java.time.Instant;
import java.util.List;

/** What is in a folder of a disk image, for programs. */
public final class JsonList {

    private JsonList() {}

    /**
     * @param kind {@code file}, {@code folder}, {@code link} and so on
     * @param size in bytes
     * @param state {@code whole}, {@code doubtful} or {@code damaged}
     */
    public record Item(
            String name,
            String kind,
            long size,
            Instant modified,
            boolean locked,
            String verdict,
            String state) {

        private void writeTo(JsonText json) {
            json.field("name", name)
                    .field("kind", kind)
                    .field("sizeBytes", size)
                    .field("modified", modified.toString())
                    .field("locked", locked)
                    .field("verdict", verdict)
                    .field("state", state);
        }
    }

    public static String of(String path, List<Item> items) {
        return JsonText.of(
                json ->
                        json.field("path", path)
                                .objects("entries", items, item -> item.writeTo(json)));
    }
}
