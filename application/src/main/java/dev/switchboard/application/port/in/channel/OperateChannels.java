package dev.switchboard.application.port.in.channel;

import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operates registered channels.
public interface OperateChannels {

    Optional<View> view(ChannelId id);

    /// Disabling a channel holds its deliveries; enabling it resumes them in order. Empty if the
    /// channel is unknown.
    Optional<View> changeStatus(ChannelId id, ChannelStatus status);

    /// Makes a new secret. The previous one stays valid for `overlap`.
    ///
    /// @param force drops the older of two active secrets; without it, two active secrets refuse
    ///   the rotation
    Rotation rotateSecret(ChannelId id, Duration overlap, boolean force);

    /// Probes the endpoint and waits up to 15 s for its callback. Blocks. Empty if the channel is
    /// unknown.
    Optional<Verification.Probed> verify(ChannelId id);

    /// Counts the outcomes of the messages of the last `window`. Empty if the channel is unknown.
    Optional<Statistics> statistics(ChannelId id, Duration window);

    /// A channel and the state of its circuit on this hub.
    record View(Channel channel, Circuit circuit) {}

    sealed interface Rotation {

        /// @param secret shown here and never again
        /// @param previous the secret that stays valid for a while; null if there is none
        record Done(SigningSecret secret, @Nullable SigningSecret previous) implements Rotation {}

        record Unknown() implements Rotation {}

        /// Two secrets are active and `force` was not given.
        record TwoActive() implements Rotation {}
    }
}
