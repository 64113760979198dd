package org.lifeboat.testing;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as maps, lists, strings, longs, booleans and null. Names are in their order. */
public final class Json {

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /** Reads one document and nothing after it. */
    public static Json parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Json json = new Json(value(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON document");
            }
            return json;
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, new Json(value(parser)));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Json> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(new Json(value(parser)));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException(parser.currentToken().toString());
        };
    }

    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> members.put((String) name, (Json) member));
        return members;
    }

    public List<Json> elements() {
        return ((List<?>) value).stream().map(Json.class::cast).toList();
    }

    public List<String> names() {
        return List.copyOf(members().keySet());
    }

    public boolean has(String name) {
        return members().containsKey(name);
    }

    public Json get(String name) {
        Json member = members().get(name);
        if (member == null) {
            throw new IllegalArgumentException("no " + name + " among " + names());
        }
        return member;
    }

    public String text() {
        return (String) value;
    }

    public String text(String name) {
        return get(name).text();
    }

    public long number() {
        return (Long) value;
    }

    public long number(String name) {
        return get(name).number();
    }

    public boolean isTrue() {
        return (Boolean) value;
    }

    public boolean isNull() {
        return value == null;
    }
}
