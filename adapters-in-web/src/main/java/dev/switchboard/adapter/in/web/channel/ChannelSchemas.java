package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.channel.ChannelSchemas.ChannelExamples;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The shapes of request bodies, for the API description; the bodies themselves are read strictly
/// by hand.
final class ChannelSchemas {

    private ChannelSchemas() {}

    @Schema(name = "NewChannel")
    record NewChannel(
            @JsonProperty("channel_id")
                    @Schema(
                            pattern = "^[A-Za-z0-9._~-]{1,100}$",
                            requiredMode = RequiredMode.REQUIRED)
                    String id,
            @JsonProperty("channel_name") @Schema(maxLength = 200) String name,
            @JsonProperty("channel_description") @Schema(maxLength = 4096) String description,
            @JsonProperty("channel_metadata")
                    @Schema(
                            description = "At most 64 KiB; its `endpoint_url` is where to call",
                            requiredMode = RequiredMode.REQUIRED)
                    Map<String, Object> metadata,
            @JsonProperty("channel_tags") List<String> tags) {}

    @Schema(name = "ChannelChange")
    record Change(
            @JsonProperty("channel_name") @Schema(maxLength = 200) String name,
            @JsonProperty("channel_description") @Schema(maxLength = 4096) String description,
            @JsonProperty("channel_metadata") Map<String, Object> metadata,
            @JsonProperty("channel_tags") List<String> tags) {}

    @Schema(name = "SecretRotation", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Rotation(
            @JsonProperty("previous_expires_in_seconds")
                    @Schema(minimum = "0", maximum = "604800", defaultValue = "86400")
                    long previousExpiresInSeconds,
            @JsonProperty("force") boolean force) {}

    @Schema(
            name = "ChannelStatusChange",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record StatusChange(
            @JsonProperty("status")
                    @Schema(
                            allowableValues = {"enabled", "disabled"},
                            requiredMode = RequiredMode.REQUIRED)
                    String status,
            @JsonProperty("reason") @Schema(maxLength = 500) String reason) {}

    @Schema(name = "Redrive", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Redrive(
            @JsonProperty("before") Instant before,
            @JsonProperty("include_refused") boolean includeRefused) {}

    /// Bodies for the API description: the original's own.
    static final class ChannelExamples {

        static final String CHANNEL =
                """
                {
                  "channel_id": "slack-sim",
                  "channel_name": "Slack Simulated Channel",
                  "channel_description": "Sends to Slack",
                  "channel_tags": ["slack", "test"],
                  "channel_metadata": {
                    "endpoint_url": "http://localhost:5001/incoming"
                  }
                }
                """;
        static final String CREATED =
                """
                {"success": true, "data": {"message": "Channel created", \
                "id": "665f1c2ab7e4d83f90aa1b2c", \
                "signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}
                """;
        static final String SHOWN =
                """
                {"success": true, "data": {"channel_id": "slack-sim", \
                "channel_name": "Slack Simulated Channel", "channel_description": "Sends to Slack", \
                "channel_metadata": {"endpoint_url": "http://localhost:5001/incoming"}, \
                "channel_tags": ["slack", "test"]}}
                """;
        static final String CHANGE =
                """
                {"channel_description": "Updated"}
                """;
        static final String UPDATED =
                """
                {"success": true, "data": {"message": "Channel updated"}}
                """;
        static final String DELETED =
                """
                {"success": true, "data": {"message": "Channel deleted"}}
                """;
        static final String FILTER =
                """
                {"channel_tags": {"$in": ["slack"]}}
                """;
        static final String FOUND =
                """
                {"success": true, "data": [{"channel_id": "slack-sim", \
                "channel_name": "Slack Simulated Channel", "channel_description": "Sends to Slack", \
                "channel_metadata": {"endpoint_url": "http://localhost:5001/incoming"}, \
                "channel_tags": ["slack", "test"]}]}
                """;
        static final String NOT_FOUND =
                """
                {"success": false, "error": "No document found"}
                """;
        static final String EXISTS =
                """
                {"success": false, "error": "Channel slack-sim already exists"}
                """;
        static final String CHANGED_MEANWHILE =
                """
                {"success": false, "error": "Channel slack-sim was changed meanwhile"}
                """;
        static final String ROTATION =
                """
                {"previous_expires_in_seconds": 86400, "force": false}
                """;
        static final String STATUS =
                """
                {"status": "disabled", "reason": "maintenance"}
                """;
        static final String REDRIVE =
                """
                {"before": "2025-05-27T21:10:00Z", "include_refused": false}
                """;

        private ChannelExamples() {}
    }

    /// Describes that there may be no such channel.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such channel",
            content = @Content(examples = @ExampleObject(ChannelExamples.NOT_FOUND)))
    @interface UnknownChannel {}

    /// Describes that somebody else may have changed the channel meanwhile.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "412",
            description = "`If-Match` names another version",
            content = @Content(examples = @ExampleObject(ChannelExamples.CHANGED_MEANWHILE)))
    @interface ChangedMeanwhile {}
}
