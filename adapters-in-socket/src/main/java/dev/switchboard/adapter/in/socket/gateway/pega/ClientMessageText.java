package dev.switchboard.adapter.in.socket.gateway.pega;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Reads `text`: a string or an array of at most 100 strings, together at most 64 KiB.
final class ClientMessageText {

    private static final int MAX_STRINGS = 100;
    private static final int MAX_BYTES = 64 * 1024;

    private ClientMessageText() {}

    static @Nullable ArrayNode read(@Nullable JsonNode text) {
        if (text == null || text.isNull()) {
            return null;
        }
        ArrayNode strings = text.isString() ? ClientMessageReader.array().add(text) : strings(text);
        int bytes = 0;
        for (JsonNode string : strings) {
            bytes += ClientMessageReader.bytes(string.stringValue());
        }
        if (bytes > MAX_BYTES) {
            throw ClientMessageReader.invalid("text");
        }
        return strings;
    }

    private static ArrayNode strings(JsonNode text) {
        if (!(text instanceof ArrayNode strings) || strings.size() > MAX_STRINGS) {
            throw ClientMessageReader.invalid("text");
        }
        for (JsonNode string : strings) {
            if (!string.isString()) {
                throw ClientMessageReader.invalid("text");
            }
        }
        return strings;
    }
}
