package dev.switchboard.adapter.out.upstreams.netomi;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// JSON that the peer sent, which may be none.
final class PeerJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private PeerJson() {}

    /// The value, or a missing node if the text is no JSON.
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// The text of a member, or an empty one if it has none.
    static String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isString() ? value.stringValue() : "";
    }
}
