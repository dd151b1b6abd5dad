package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.WebhookSignature;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The parts of a message that a channel server needs.
///
/// @param text the message as people read it
/// @param callbackId the id that its callbacks are signed with: the same for every attempt
record ChannelMessage(String sessionId, String text, URI responseUrl, String callbackId) {

    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    /// Empty if a required field is missing, as the sample defines it, or unusable.
    static Optional<ChannelMessage> of(RecordedCall recordedCall) {
        JsonNode json = SimulatorJson.parse(recordedCall.body());
        JsonNode session = json.path("session_id");
        JsonNode message = json.path("message");
        JsonNode url = json.path("response_url");
        if (isFalsy(session) || isFalsy(message) || !url.isString() || isFalsy(url)) {
            return Optional.empty();
        }
        return address(url.stringValue())
                .map(to ->
                        new ChannelMessage(
                                text(session), text(message), to, callbackId(recordedCall)));
    }

    // The sample is Python: these values count as missing.
    private static boolean isFalsy(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING, NULL -> true;
            case BOOLEAN -> !node.booleanValue();
            case NUMBER -> node.decimalValue().signum() == 0;
            case STRING -> node.stringValue().isEmpty();
            case ARRAY, OBJECT -> node.isEmpty();
            case BINARY, POJO -> false;
        };
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(URI.create(url)).filter(ChannelMessage::isWebAddress);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isWebAddress(URI uri) {
        return uri.getHost() != null && WEB_SCHEMES.contains(uri.getScheme());
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static String callbackId(RecordedCall recordedCall) {
        String id = recordedCall.header(WebhookSignature.ID);
        return "answer-to-" + (id == null ? recordedCall.receivedAt() : id);
    }
}
