package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes a registered channel optimistically: reads it, tries the change, and repeats both if
/// another change came first.
record OptimisticChange(ChannelRegistry registry) {

    @FunctionalInterface
    interface Attempt<T> {

        /// Tries to change the channel that was just read.
        ///
        /// @return the result; null if the channel was changed or removed meanwhile
        @Nullable T on(Channel channel);
    }

    /// Returns the result of the attempt that succeeded; empty if the channel is unknown.
    <T> Optional<T> of(ChannelId id, Attempt<T> attempt) {
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
}
