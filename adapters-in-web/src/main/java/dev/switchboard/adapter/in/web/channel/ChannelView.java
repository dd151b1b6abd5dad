package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.json.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel for its admins: its fields and its state, never a secret.
///
/// @param metadata JSON text, sent unchanged
record ChannelView(
        @JsonProperty(ChannelFields.ID) String id,
        @JsonProperty(ChannelFields.NAME) String name,
        @JsonProperty(ChannelFields.DESCRIPTION) String description,
        @JsonProperty(ChannelFields.METADATA) @JsonRawValue @Schema(type = "object")
                String metadata,
        @JsonProperty(ChannelFields.TAGS) List<String> tags,
        @JsonProperty("status") String status,
        @JsonProperty("status_reason") @Nullable String statusReason,
        @JsonProperty("version") long version,
        @JsonProperty("verification") VerificationView verification,
        @JsonProperty("secrets") List<SecretView> secrets,
        @JsonProperty("circuit") CircuitView circuit) {

    static ChannelView from(OperateChannels.View view) {
        Channel channel = view.channel();
        ChannelProfile profile = channel.profile();
        return new ChannelView(
                channel.id().value(),
                profile.name(),
                profile.description(),
                JsonValues.write(profile.metadata().values()),
                profile.tags(),
                channel.enabled() ? "enabled" : "disabled",
                reason(channel.status()),
                channel.version(),
                VerificationView.from(channel.verification()),
                channel.secrets().all().stream().map(SecretView::from).toList(),
                CircuitView.from(view.circuit()));
    }

    private static @Nullable String reason(ChannelStatus status) {
        return switch (status) {
            case ChannelStatus.Enabled _ -> null;
            case ChannelStatus.Disabled(String reason) -> reason;
        };
    }

    /// The circuit of a channel.
    record CircuitView(
            @JsonProperty("state") String state,
            @JsonProperty("failures") int failures,
            @JsonProperty("next_probe_at") @Nullable Instant nextProbeAt) {

        static CircuitView from(Circuit circuit) {
            return new CircuitView(
                    EnumNames.of(circuit.state()), circuit.failures(), circuit.nextProbeAt());
        }
    }

    /// A secret without its text.
    record SecretView(
            @JsonProperty("secret_id") String id,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") @Nullable Instant expiresAt) {

        static SecretView from(SigningSecret secret) {
            return new SecretView(secret.id(), secret.createdAt(), secret.expiresAt());
        }
    }
}
