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

/// Changes registered channels optimistically: reads a channel, tries the change, and repeats both
/// if another change came first.
final class ChannelEdits {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelEdits.class);

    @FunctionalInterface
    interface Attempt<T> {

        /// Tries to change the channel that was just read.
        ///
        /// @return the result; null if the channel was changed or removed meanwhile
        @Nullable T on(Channel channel);
    }

    private final ChannelRegistry registry;

    ChannelEdits(ChannelRegistry registry) {
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
            LOG.atWarn()
                    .addKeyValue("action", "channel_disabled")
                    .addKeyValue("target", Target.channel(id))
                    .log("{} reports that it is gone, and is disabled", Target.channel(id));
        }
    }

    /// Changes a channel; empty if it is unknown. A change that keeps the revision writes nothing.
    Optional<Channel> change(ChannelId id, UnaryOperator<Channel> change) {
        return attempt(id, channel -> tryToReplace(channel, change.apply(channel)));
    }

    /// Returns the result of the attempt that succeeded; empty if the channel is unknown.
    <T> Optional<T> attempt(ChannelId id, Attempt<T> attempt) {
        Optional<Channel> found = registry.find(id);
        while (found.isPresent()) {
            T outcome = attempt.on(found.get());
            if (outcome != null) {
                return Optional.of(outcome);
            }
            found = registry.find(id);
        }
        return Optional.empty();
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
