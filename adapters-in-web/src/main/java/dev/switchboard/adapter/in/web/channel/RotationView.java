package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.channel.OperateChannels.Rotation;
import dev.switchboard.domain.channel.SigningSecret;
import org.jspecify.annotations.Nullable;

/// A new secret, shown this once.
///
/// @param previous the one that stays active for a while, if there is one
record RotationView(
        @JsonProperty("secret_id") String secretId,
        @JsonProperty("signing_secret") String signingSecret,
        @JsonProperty("previous") @Nullable SecretView previous) {

    static RotationView from(Rotation.Done done) {
        SigningSecret previous = done.previous();
        return new RotationView(
                done.secret().id(),
                done.secret().secret().reveal(),
                previous == null ? null : SecretView.from(previous));
    }

    @Override
    public String toString() {
        return "RotationView[" + secretId + "]";
    }
}
