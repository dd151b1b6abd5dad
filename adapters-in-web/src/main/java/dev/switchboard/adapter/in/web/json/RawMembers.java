package dev.switchboard.adapter.in.web.json;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The members of one JSON object, each kept as the text it was sent as. Read in one pass that
/// checks the whole document as [StrictJson] does; values become trees only where asked for, and
/// only once. For one thread at a time.
public final class RawMembers {

    private final String document;
    private final Map<String, String> texts;
    private final Map<String, JsonValue> trees = new HashMap<>();
    private @Nullable String compact;

    private RawMembers(String document, Map<String, String> texts) {
        this.document = document;
        this.texts = texts;
    }

    /// The members of a body.
    ///
    /// @throws UnreadableJsonException if the body is not one JSON object
    public static RawMembers of(byte[] body) {
        String document = Utf8.decode(body);
        return new RawMembers(document, StrictJson.read(document, p -> members(p, document)));
    }

    private static Map<String, String> members(JsonParser parser, String document) {
        JsonToken first = parser.nextToken();
        boolean object = first == JsonToken.START_OBJECT;
        if (!object) {
            StrictJson.parse(document);
            throw new UnreadableJsonException(Flaw.NOT_AN_OBJECT);
        }
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getCharOffset();
            texts.put(name, document.substring(start, end));
        }
        return texts;
    }

    /// The whole document as it was sent, without the whitespace between its tokens.
    public String compact() {
        if (compact == null) {
            compact = CompactJson.of(document);
        }
        return compact;
    }

    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /// The member as it was sent, without the whitespace between its tokens.
    ///
    /// @throws InvalidValueException if it is absent
    public String compact(String name) {
        return CompactJson.of(required(name));
    }

    /// The member as a tree, or null if it is absent.
    public @Nullable JsonValue value(String name) {
        String text = texts.get(name);
        return text == null ? null : trees.computeIfAbsent(name, _ -> StrictJson.parse(text));
    }

    /// The member as a text that is not empty.
    ///
    /// @throws InvalidValueException if it is absent, empty, of another type, or half a character
    public String string(String name) {
        required(name);
        if (value(name) instanceof JsonString(String text) && !text.isEmpty()) {
            if (!Utf8.encodable(text)) {
                throw new InvalidValueException(name, Reason.INVALID);
            }
            return text;
        }
        throw new InvalidValueException(name, Reason.WRONG_TYPE);
    }

    /// One hash for all ways to write the whole document.
    public String fingerprint() {
        return CanonicalJson.sha256(StrictJson.parse(document));
    }

    private String required(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new InvalidValueException(name, Reason.MISSING);
        }
        return text;
    }
}
