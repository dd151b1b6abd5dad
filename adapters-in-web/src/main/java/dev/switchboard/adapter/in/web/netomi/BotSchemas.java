package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shapes and examples for the API description; the examples are the original's own.
final class BotSchemas {

    static final String MESSAGE =
            """
            {
              "messageData": {
                "conversationId": "chat-uuid-here",
                "messagePayload": {
                  "text": "User message content",
                  "label": "",
                  "messageId": "message-uuid",
                  "timestamp": 1640995200000,
                  "hideMessage": false
                },
                "userDetails": {"userId": "rexy-chat-user"},
                "origin": "rexy-chat",
                "eventType": "message",
                "additionalAttributes": {"CUSTOM_ATTRIBUTES": {}}
              },
              "clientSocketId": null
            }
            """;

    static final String ACKNOWLEDGED =
            """
            {"ok": true, "data": {"acknowledgment": {"status": "accepted", "requestId": "r1"}}}
            """;

    static final String QUEUED =
            """
            {"ok": true, "data": {"status": "queued", "messageId": "message-uuid"}}
            """;

    static final String CALLBACK =
            """
            {
              "requestPayload": {"conversationId": "chat-uuid-here"},
              "response": {
                "text": "AI response text",
                "attachments": [
                  {
                    "type": "template",
                    "payload": {"template_type": "generic", "elements": []}
                  }
                ]
              },
              "requestId": "request-uuid"
            }
            """;

    static final String RECEIVED =
            """
            {"success": true, "message": "Webhook received successfully", \
            "requestId": "request-uuid"}
            """;

    static final String TOKEN =
            """
            {"ok": true, "data": {"payload": {"token": "…", "expires_in": 82800, \
            "expiresAt": 1767225600000}}}
            """;

    static final String CONNECTION =
            """
            {"success": true, "message": "Server connection OK", "timestamp": 1767225600000}
            """;

    static final String CONVERSATIONS =
            """
            {"ok": true, "conversations": {"chat-uuid-here": {"messageCount": 2, \
            "lastActivity": 1767225600000}}}
            """;

    static final String CONVERSATION =
            """
            {"ok": true, "conversationId": "chat-uuid-here", "messageCount": 1, "messages": [\
            {"timestamp": 1767225600000, "payload": {}, "type": "user_message", "seq": 1}]}
            """;

    static final String CALLBACKS =
            """
            {"success": true, "count": 1, "total": 1, "messages": [{"timestamp": 1767225600000, \
            "data": {}, "headers": {}, "source": "webhook_endpoint"}]}
            """;

    private BotSchemas() {}

    @Schema(name = "BotMessage")
    record BotMessage(
            @Schema(
                            requiredMode = RequiredMode.REQUIRED,
                            description = "Goes to the bot; `conversationId` is required")
                    Map<String, Object> messageData,
            @Schema(
                            types = {"string", "null"},
                            description = "The live connection that shall receive the answer")
                    @Nullable String clientSocketId) {}

    @Schema(name = "RefreshToken")
    record RefreshToken(@Schema(requiredMode = RequiredMode.REQUIRED) String refreshToken) {}
}
