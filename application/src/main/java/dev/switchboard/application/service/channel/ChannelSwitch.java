package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.delivery.Target;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes a registered channel atomically, despite concurrent changes.
final class ChannelSwitch {

    private static final Logger log = LoggerFactory.getLogger(ChannelSwitch.class);

    private final ChannelRegistry registry;

    ChannelSwitch(ChannelRegistry registry) {
        this.registry = registry;
    }

    Optional<Channel> find(ChannelId id) {
        return registry.find(id);
    }

    /// Enables or disables a channel; empty if it is unknown.
    Optional<Channel> turn(ChannelId id, ChannelStatus status) {
        return change(
                id,
                channel -> channel.status().equals(status) ? channel : channel.withStatus(status));
    }

    /// Disables a channel that reports itself gone for good. Its deliveries are held until an admin
    /// enables it again, so an operator must be told.
    void gone(ChannelId id) {
        boolean wasOn = registry.find(id).filter(Channel::enabled).isPresent();
        turn(id, new ChannelStatus.Disabled(ChannelStatus.GONE));
        if (wasOn) {
            log.atWarn()
                    .addKeyValue("action", "channel_disabled")
                    .addKeyValue("target", Target.channel(id))
                    .log("{} reports that it is gone, and is disabled", Target.channel(id));
        }
    }

    /// Changes a channel; empty if it is unknown. A change that keeps the revision writes nothing.
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
