package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
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

    @Schema(name = "SecretRotation")
    record Rotation(
            @JsonProperty("previous_expires_in_seconds")
                    @Schema(minimum = "0", maximum = "604800", defaultValue = "86400")
                    long previousExpiresInSeconds,
            @JsonProperty("force") boolean force) {}

    @Schema(name = "ChannelStatusChange")
    record StatusChange(
            @JsonProperty("status")
                    @Schema(
                            allowableValues = {"enabled", "disabled"},
                            requiredMode = RequiredMode.REQUIRED)
                    String status,
            @JsonProperty("reason") @Schema(maxLength = 500) String reason) {}

    @Schema(name = "Redrive")
    record Redrive(
            @JsonProperty("before") Instant before,
            @JsonProperty("include_refused") boolean includeRefused) {}
}
