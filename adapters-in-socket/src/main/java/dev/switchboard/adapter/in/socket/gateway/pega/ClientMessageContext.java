package dev.switchboard.adapter.in.socket.gateway.pega;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads `context_data`: a flat object of at most 50 keys and 16 KiB.
final class ClientMessageContext {

    private static final int MAX_KEYS = 50;
    private static final int MAX_BYTES = 16 * 1024;

    private ClientMessageContext() {}

    static @Nullable ObjectNode read(@Nullable JsonNode context) {
        if (context == null || context.isNull()) {
            return null;
        }
        if (!(context instanceof ObjectNode object)
                || object.size() > MAX_KEYS
                || !isFlat(object)
                || ClientMessageReader.bytes(object.toString()) > MAX_BYTES) {
            throw ClientMessageReader.invalid("context_data");
        }
        return object;
    }

    private static boolean isFlat(ObjectNode object) {
        return object.values().stream().noneMatch(value -> value.isContainer() || value.isBinary());
    }
}
