package dev.switchboard.adapter.in.web.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/// Shapes and examples for the API description; the examples are the original's own.
final class MessageSchemas {

    static final String MESSAGE =
            """
            {
              "channel_id": "slack-sim",
              "session_id": "abc123",
              "message": "Hello, Slack!",
              "response_url": "http://localhost:8000/webhook-response"
            }
            """;
    static final String ANSWERED =
            """
            {"success": true, "data": {"success": true, "message": "Response sent"}}
            """;
    static final String QUEUED =
            """
            {"success": true, "data": {"status": "queued", \
            "message_id": "msg_0197127b5d3f7c6e8a1b2c3d4e5f6071"}}
            """;
    static final String DISABLED =
            """
            {"success": false, "error": "Channel slack-sim is disabled"}
            """;
    static final String RESPONSE =
            """
            {
              "session_id": "abc123",
              "response_data": {
                "text": "Message received and handled",
                "platform": "Slack",
                "timestamp": "2025-05-27T21:10:00Z"
              }
            }
            """;
    static final String PROCESSED =
            """
            {"success": true, "message": "Response processed"}
            """;
    static final String UNKNOWN_SESSION =
            """
            {"success": false, "error": "Unknown session_id"}
            """;

    private MessageSchemas() {}

    @Schema(name = "ChannelMessage")
    record ChannelMessage(
            @JsonProperty("channel_id") @Schema(requiredMode = RequiredMode.REQUIRED)
                    String channelId,
            @JsonProperty("session_id") @Schema(requiredMode = RequiredMode.REQUIRED)
                    String sessionId,
            @JsonProperty("message")
                    @Schema(
                            description = "Any JSON of at most 64 KiB",
                            requiredMode = RequiredMode.REQUIRED)
                    Object message,
            @JsonProperty("response_url")
                    @Schema(description = "Where to call back, if not at `/webhook-response`")
                    String responseUrl) {}

    @Schema(name = "ChannelResponse")
    record ChannelResponse(
            @JsonProperty("session_id") @Schema(requiredMode = RequiredMode.REQUIRED)
                    String sessionId,
            @JsonProperty("response_data")
                    @Schema(
                            description = "Any JSON of at most 256 KiB that is not empty",
                            requiredMode = RequiredMode.REQUIRED)
                    Object responseData) {}
}
