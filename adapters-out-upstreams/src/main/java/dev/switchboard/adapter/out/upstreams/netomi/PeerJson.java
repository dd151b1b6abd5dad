package dev.switchboard.adapter.out.upstreams.netomi;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A peer's text, which may not be JSON.
final class PeerJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private PeerJson() {}

    /// The value, or a missing node if the text is not JSON.
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// The text of a member; empty if it has none.
    static String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isString() ? value.stringValue() : "";
    }
}
