package dev.switchboard.adapter.out.upstreams.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Text that a peer declares to be JSON.
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper(FACTORY);

    private JsonText() {}

    /// The text as JSON; a missing node if it is not JSON.
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// The value if it is a text; otherwise an empty one.
    public static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : "";
    }

    /// The text of an object's member; empty if it has none.
    public static String text(JsonNode object, String member) {
        return text(object.path(member));
    }

    /// Whether the text is one JSON value and nothing else.
    static boolean isJson(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /// The text of an object's member; null if the text is not an object or the member not a text.
    static @Nullable String member(String text, String name) {
        JsonNode member = read(text).path(name);
        return member.isString() ? member.stringValue() : null;
    }
}
