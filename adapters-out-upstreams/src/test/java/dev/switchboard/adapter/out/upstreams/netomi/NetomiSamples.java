package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.netomi.NetomiProperties.UnknownOutcome;
import java.time.Duration;

/// A configuration and a message in the original's form.
final class NetomiSamples {

    static final String MESSAGE_DATA =
            """
            {"conversationId":"chat-uuid-here","messagePayload":{"text":"User message content",\
            "label":"","messageId":"message-uuid","timestamp":1640995200000,"hideMessage":false},\
            "userDetails":{"userId":"rexy-chat-user"},"origin":"rexy-chat","eventType":"message",\
            "additionalAttributes":{"CUSTOM_ATTRIBUTES":[]}}\
            """;

    private NetomiSamples() {}

    static NetomiProperties properties(String baseUrl, String authUrl) {
        return properties(baseUrl, authUrl, Duration.ofSeconds(20), UnknownOutcome.RETRY);
    }

    static NetomiProperties properties(
            String baseUrl, String authUrl, Duration requestTimeout, UnknownOutcome unknown) {
        return new NetomiProperties(
                baseUrl,
                authUrl,
                "CHAT",
                "ref-1",
                "agent-1",
                "NETOMI_WEB_WIDGET",
                requestTimeout,
                Duration.ofSeconds(30),
                unknown,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofHours(24));
    }
}
