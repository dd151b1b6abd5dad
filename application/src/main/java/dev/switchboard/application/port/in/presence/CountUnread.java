package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.UserRef;
import org.jspecify.annotations.Nullable;

/// Counts what a user has not read. The count is the sum of what back ends count and of a part for
/// each conversation the user holds as an agent; neither touches the other. It is never below 0. To
/// look at it, see [WatchPresence#lookAtUnread].
public interface CountUnread {

    /// Changes what back ends count for a user.
    ///
    /// @param key makes a repeat of the same request recognisable for 24 hours; null if the caller
    ///   gave none
    Counted count(UserRef user, Counting counting, @Nullable RepeatKey key);

    /// What to do with the back ends' part.
    sealed interface Counting {

        /// @param by may be negative
        record Add(long by) implements Counting {}

        /// @param to 0 or more
        record Replace(long to) implements Counting {}
    }

    /// @param caller whose key it is, such as the name an account logs in with
    /// @param value 1-500 characters
    record RepeatKey(String caller, String value) {
        public RepeatKey {
            if (value.isEmpty() || value.length() > 500) {
                throw new InvalidValueException("Idempotency-Key", Reason.INVALID);
            }
        }
    }

    sealed interface Counted {

        /// @param total what it was after the first request with this key
        record Done(long total, long version) implements Counted {}

        /// The key was used for something else.
        record KeyReused() implements Counted {}

        /// There is no such user.
        record Unknown() implements Counted {}
    }
}
