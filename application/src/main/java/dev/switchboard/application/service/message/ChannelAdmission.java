package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Target;
import java.util.Optional;

/// Decides whether a channel takes a message now.
final class ChannelAdmission {

    private final ChannelRegistry registry;
    private final PendingCounts pending;
    private final int maxPending;

    /// @param maxPending the greatest number of messages that may wait for one channel
    ChannelAdmission(ChannelRegistry registry, PendingCounts pending, int maxPending) {
        this.registry = registry;
        this.pending = pending;
        this.maxPending = maxPending;
    }

    enum Admission {
        OPEN,
        UNKNOWN,
        NO_ENDPOINT,
        DISABLED,
        FULL
    }

    Admission judge(String channelId) {
        Optional<Channel> found = find(channelId);
        if (found.isEmpty()) {
            return Admission.UNKNOWN;
        }
        Channel channel = found.get();
        if (channel.endpointIfValid().isEmpty()) {
            return Admission.NO_ENDPOINT;
        }
        if (!channel.enabled()) {
            return Admission.DISABLED;
        }
        return pending.hasRoom(Target.channel(channel.id()), maxPending)
                ? Admission.OPEN
                : Admission.FULL;
    }

    private Optional<Channel> find(String channelId) {
        try {
            return registry.find(new ChannelId(channelId));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
