package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores channels; their secrets are encrypted. Reads see every returned write of this hub, and
/// those of other hubs a second later, or after [#forget]. Throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer in time.
public interface ChannelRegistry {

    /// Stores a new channel durably. Of concurrent callers with one id, one wins.
    Insertion insert(Channel channel);

    Optional<Channel> find(ChannelId id);

    /// Another hub has changed a channel: from now on, reads see that. Must not block.
    void forget();

    /// Replaces a channel durably if its stored revision is still `expectedRevision`.
    Replacement replace(Channel channel, long expectedRevision);

    /// Removes a channel durably if its stored revision is still `expectedRevision`.
    Replacement remove(ChannelId id, long expectedRevision);

    /// Returns matching channels by ascending id, within `switchboard.channels.query.max-time`.
    ///
    /// @param after the id to continue after; null to begin
    /// @param limit 1 to 1001
    List<Channel> query(ChannelFilter filter, @Nullable ChannelId after, int limit);

    enum Insertion {
        DONE,
        EXISTS
    }

    enum Replacement {
        DONE,
        /// The stored revision is a different one.
        CHANGED,
        ABSENT
    }
}
