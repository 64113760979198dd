package org.lifeboat.tar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The records of a pax extended header, {@code "LENGTH KEY=VALUE\n"} each (POSIX.1-2001, pax). */
public final class PaxRecords {

    public static final PaxRecords NONE = new PaxRecords(Map.of());

    private final Map<String, String> records;

    private PaxRecords(Map<String, String> records) {
        this.records = records;
    }

    /**
     * @throws TarException if a record's length does not fit
     */
    public static PaxRecords parse(byte[] header, int length) throws TarException {
        Map<String, String> records = new LinkedHashMap<>();
        int at = 0;
        while (at < length && header[at] != 0) {
            int digits = at;
            int size = 0;
            while (digits < length
                    && digits < at + 8
                    && header[digits] >= '0'
                    && header[digits] <= '9') {
                size = size * 10 + header[digits] - '0';
                digits++;
            }
            int end = at + size;
            if (digits == at
                    || digits >= length
                    || header[digits] != ' '
                    || end > length
                    || end <= digits + 1) {
                throw new TarException("a pax record of impossible length");
            }
            if (header[end - 1] != '\n') {
                throw new TarException("a pax record without its end");
            }
            int equals = digits + 1;
            while (equals < end && header[equals] != '=') {
                equals++;
            }
            if (equals == end) {
                throw new TarException("a pax record without a value");
            }
            String key = Tar.text(header, digits + 1, equals - digits - 1);
            String value = Tar.text(header, equals + 1, end - equals - 2);
            // GNU.sparse.offset and .numbytes come in pairs, many times each (sparse format 0.0).
            records.merge(
                    key,
                    value,
                    (old, added) -> key.startsWith("GNU.sparse.") ? old + "," + added : added);
            at = end;
        }
        return new PaxRecords(records);
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(records.get(key));
    }

    /**
     * @return the decimal number under the key, not negative
     * @throws TarException if there is something else
     */
    public Optional<Long> number(String key) throws TarException {
        String value = records.get(key);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(decimal(value));
    }

    /** A decimal number of at most 18 digits. */
    public static long decimal(String text) throws TarException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new TarException("a pax number that is none");
        }
        return Long.parseLong(text);
    }
}
