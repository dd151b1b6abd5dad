package dev.switchboard.adapter.in.web.json;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.Utf8;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Parses exactly one JSON document: UTF-8 without a byte order mark, at most 50 levels deep and of
/// at most 100,000 tokens, without duplicate names in an object, and with numbers of at most 1000
/// digits and between 1e-2000 and 1e2000.
///
/// Every method throws [UnreadableJsonException] for anything else.
public final class StrictJson {

    private static final int MAX_DEPTH = 50;

    /// A tree takes up to 60 bytes for a token of two bytes.
    private static final int MAX_TOKENS = 100_000;

    /// Writing out `1e999999999` would take a gigabyte.
    private static final int MAX_EXPONENT = 2000;

    private static final JsonFactory FACTORY =
            within(
                    StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS));

    /// The factory for journaled content, which has a wrapper, so it may be nested deeper.
    private static final JsonFactory JOURNALED =
            within(StreamReadConstraints.builder().maxNestingDepth(2 * MAX_DEPTH));

    private StrictJson() {}

    private static JsonFactory within(StreamReadConstraints.Builder limits) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(limits.build())
                .build();
    }

    /// Parses any document whose strings can be stored and sent on, that is, without unpaired
    /// surrogates.
    public static JsonValue parse(byte[] body) {
        JsonValue value = parse(decode(body));
        refuseHalfCharacters(value);
        return value;
    }

    /// Like [#parse], for an object.
    public static JsonObject parseObject(byte[] body) {
        if (parse(body) instanceof JsonObject object) {
            return object;
        }
        throw new UnreadableJsonException(Flaw.NOT_AN_OBJECT);
    }

    /// Like [#parseObject], but replaces unpaired surrogates: platforms cut texts within a
    /// character, and one such text must not cost the others of its batch.
    public static JsonObject parseWholeObject(byte[] body) {
        if (HalfCharacters.replaced(parse(decode(body))) instanceof JsonObject object) {
            return object;
        }
        throw new UnreadableJsonException(Flaw.NOT_AN_OBJECT);
    }

    /// Parses a document of the journal, to which the limits of requests do not apply.
    public static JsonValue parseJournaled(String text) {
        return read(JOURNALED, text, StrictJson::first);
    }

    /// @throws UnreadableJsonException if it is no UTF-8
    static String decode(byte[] body) {
        String text = Utf8.decode(body);
        if (text == null) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
        return text;
    }

    static JsonValue parse(String text) {
        return read(text, StrictJson::first);
    }

    private static JsonValue first(JsonParser parser) {
        JsonToken first = parser.nextToken();
        return value(first, parser);
    }

    /// Lets `reader` read one document, and checks that nothing follows it.
    static <T> T read(String text, Reader<T> reader) {
        return read(FACTORY, text, reader);
    }

    /// Like [#read(String, Reader)], for a document of the journal.
    static <T> T readJournaled(String text, Reader<T> reader) {
        return read(JOURNALED, text, reader);
    }

    private static <T> T read(JsonFactory factory, String text, Reader<T> reader) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableJsonException(Flaw.MALFORMED);
            }
            return result;
        } catch (JacksonException _) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
    }

    /// Reads one document from a parser.
    interface Reader<T> {
        T read(JsonParser parser);
    }

    /// Returns the value that begins with a token; afterwards the parser is at its last token.
    static JsonValue value(@Nullable JsonToken token, JsonParser parser) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(number(parser));
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonValue.NULL;
            case null, default -> throw new UnreadableJsonException(Flaw.MALFORMED);
        };
    }

    private static BigDecimal number(JsonParser parser) {
        BigDecimal number;
        try {
            number = parser.getDecimalValue();
        } catch (NumberFormatException _) {
            throw new UnreadableJsonException(Flaw.MALFORMED); // even its exponent is too long
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
        return number;
    }

    /// Skips the value that begins with a token, as strictly as [#value] reads it.
    static void skip(@Nullable JsonToken token, JsonParser parser) {
        int depth = 0;
        JsonToken current = token;
        while (true) {
            switch (current) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case VALUE_NUMBER_FLOAT -> number(parser);
                case null -> throw new UnreadableJsonException(Flaw.MALFORMED);
                default -> parser.finishToken();
            }
            if (depth == 0) {
                return;
            }
            current = parser.nextToken();
        }
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser.nextToken(), parser));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser) {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(token, parser));
        }
        return new JsonArray(items);
    }

    private static void refuseHalfCharacters(JsonValue value) {
        switch (value) {
            case JsonString(String text) -> refuseHalfCharacters(text);
            case JsonArray(var items) -> items.forEach(StrictJson::refuseHalfCharacters);
            case JsonObject(var members) ->
                    members.forEach((name, member) -> {
                        refuseHalfCharacters(name);
                        refuseHalfCharacters(member);
                    });
            case JsonValue.JsonNull _, JsonBoolean _, JsonNumber _ -> {}
        }
    }

    private static void refuseHalfCharacters(String text) {
        if (!Utf8.encodable(text)) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
    }
}
