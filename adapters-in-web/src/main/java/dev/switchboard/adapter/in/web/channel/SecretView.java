package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.channel.SigningSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a secret exists and until when; not what it is.
record SecretView(
        @JsonProperty("secret_id") String id,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt) {

    static SecretView from(SigningSecret secret) {
        return new SecretView(secret.id(), secret.createdAt(), secret.expiresAt());
    }
}
