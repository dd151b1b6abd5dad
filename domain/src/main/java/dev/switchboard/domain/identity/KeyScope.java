package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import java.util.Set;

/// The scope of a key. A key with a narrower scope than [Everything] may only use routes that name
/// a channel or client of its scope; all else is refused, regardless of its roles.
public sealed interface KeyScope {

    static KeyScope everything() {
        return new Everything();
    }

    record Everything() implements KeyScope {}

    /// @param ids 1 to 100
    record Channels(Set<ChannelId> ids) implements KeyScope {

        private static final int MOST = 100;

        public Channels {
            ids = Set.copyOf(ids);
            if (ids.isEmpty()) {
                throw new InvalidValueException("channels", Reason.MISSING);
            }
            if (ids.size() > MOST) {
                throw new InvalidValueException("channels", Reason.TOO_LONG);
            }
        }
    }

    /// The users of one client of an outside system.
    record Client(String name) implements KeyScope {}

    /// Whether the scope includes this channel and all that belongs to it.
    default boolean hasChannel(String id) {
        return switch (this) {
            case Everything _ -> true;
            case Channels(Set<ChannelId> ids) ->
                    ids.stream().anyMatch(channel -> channel.value().equals(id));
            case Client _ -> false;
        };
    }
}
