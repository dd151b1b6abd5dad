package dev.switchboard.adapter.in.socket.gateway.pega;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Reads `attachments`: at most 10 objects with an http or https `url` of at most 2,048 characters.
/// Nothing is fetched.
final class ClientMessageAttachments {

    private static final int MAX = 10;
    private static final int MAX_URL = 2048;

    private ClientMessageAttachments() {}

    static @Nullable ArrayNode read(@Nullable JsonNode attachments) {
        if (attachments == null || attachments.isNull()) {
            return null;
        }
        if (!attachments.isArray() || attachments.size() > MAX) {
            throw ClientMessageReader.invalid("attachments");
        }
        ArrayNode read = ClientMessageReader.array();
        for (JsonNode attachment : attachments) {
            JsonNode url = attachment.path("url");
            if (!url.isString() || !isWebAddress(url.stringValue())) {
                throw ClientMessageReader.invalid("attachments");
            }
            read.add(ClientMessageReader.object().set("url", url));
        }
        return read.isEmpty() ? null : read;
    }

    private static boolean isWebAddress(String text) {
        if (text.length() > MAX_URL) {
            return false;
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme();
            return url.getHost() != null
                    && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
