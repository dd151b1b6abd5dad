package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistry.Replacement;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Changes a registered channel whatever others change at the same time: reads, changes, and tries
/// again if it was overtaken.
public final class ChannelSwitch {

    private final ChannelRegistry registry;

    public ChannelSwitch(ChannelRegistry registry) {
        this.registry = registry;
    }

    Optional<Channel> find(ChannelId id) {
        return registry.find(id);
    }

    /// Enables or disables a channel; empty if it is unknown.
    public Optional<Channel> turn(ChannelId id, ChannelStatus status) {
        return change(
                id,
                channel -> channel.status().equals(status) ? channel : channel.withStatus(status));
    }

    /// Changes a channel; empty if it is unknown. A change that leaves the revision as it is writes
    /// nothing.
    Optional<Channel> change(ChannelId id, UnaryOperator<Channel> change) {
        while (true) {
            Optional<Channel> found = registry.find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Channel channel = found.get();
            Channel changed = change.apply(channel);
            if (changed.revision() == channel.revision()) {
                return found;
            }
            switch (registry.replace(changed, channel.revision())) {
                case Replacement.DONE -> {
                    return Optional.of(changed);
                }
                case Replacement.ABSENT -> {
                    return Optional.empty();
                }
                case Replacement.CHANGED -> {}
            }
        }
    }
}
