package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.UserRef;
import org.jspecify.annotations.Nullable;

/// Counts a user's unread messages. The count is the sum of a part that back ends write and of one
/// part for each conversation that the user holds as an agent; neither changes the other. It is
/// never below 0. [WatchPresence#lookAtUnread] reads it.
public interface CountUnread {

    /// Changes the back ends' part of a user's count.
    ///
    /// @param key recognises a repeat of the same request for 24 hours; null if the caller gave
    ///   none
    Counted count(UserRef user, Counting counting, @Nullable RepeatKey key);

    /// A change of the back ends' part.
    sealed interface Counting {

        /// @param by may be negative
        record Add(long by) implements Counting {}

        /// @param to 0 or more
        record Replace(long to) implements Counting {}
    }

    /// @param caller the owner of the key, such as the name of the caller's account
    /// @param value 1-500 characters
    record RepeatKey(String caller, String value) {
        public RepeatKey {
            if (value.isEmpty() || value.length() > 500) {
                throw new InvalidValueException("Idempotency-Key", Reason.INVALID);
            }
        }
    }

    sealed interface Counted {

        /// @param total the total after the first request with this key
        record Done(long total, long version) implements Counted {}

        /// The key was used for something else.
        record KeyReused() implements Counted {}

        /// There is no such user.
        record Unknown() implements Counted {}
    }
}
