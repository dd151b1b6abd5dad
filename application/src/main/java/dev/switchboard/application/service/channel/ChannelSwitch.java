package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changes what an admin switches on a registered channel, whatever others change at the same time.
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
        return new OptimisticChange(registry)
                .of(id, channel -> tryToReplace(channel, change.apply(channel)));
    }

    private @Nullable Channel tryToReplace(Channel channel, Channel changed) {
        if (changed.revision() == channel.revision()) {
            return channel;
        }
        return switch (registry.replace(changed, channel.revision())) {
            case DONE -> changed;
            case CHANGED, ABSENT -> null;
        };
    }
}
