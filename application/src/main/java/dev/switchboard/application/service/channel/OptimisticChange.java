package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes a registered channel whatever others change at the same time: reads, tries, and begins
/// anew if it was overtaken.
record OptimisticChange(ChannelRegistry registry) {

    @FunctionalInterface
    interface Attempt<T> {

        /// Tries to change the channel as it was just read.
        ///
        /// @return what came of it; null if somebody else changed or removed the channel meanwhile
        @Nullable T on(Channel channel);
    }

    /// What came of the attempt that nobody overtook; empty if the channel is unknown.
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
