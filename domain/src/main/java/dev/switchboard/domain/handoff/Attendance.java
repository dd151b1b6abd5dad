package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.Map;
import java.util.Optional;

/// The knowledge of a desk about an agent who is a user of an organisation.
///
/// @param at compares it with what the desk said of the same agent and user before
/// @param unread the agent's unread messages in each conversation that the agent holds; empty while
///   the desk does not know them
public record Attendance(
        StaffMember member,
        Status status,
        Moment at,
        Optional<Map<ConversationId, Integer>> unread) {

    public Attendance {
        unread = unread.map(Map::copyOf);
    }

    public enum Status {

        /// Signs in.
        COMING,

        /// Is signed in.
        PRESENT,

        /// Was signed in when the hub began with the desk, and may still come back.
        AWAITED,

        ABSENT,

        /// The agent is not this user, or not any more.
        OTHER
    }

    /// @param epoch the term of the hub with the desk
    /// @param number rises within the term
    public record Moment(long epoch, long number) {

        public boolean isAfter(Moment other) {
            return epoch == other.epoch ? number > other.number : epoch > other.epoch;
        }
    }

    public Attendance with(Status next) {
        return new Attendance(member, next, at, unread);
    }

    /// Whether it says the same, at whatever moment.
    public boolean says(Attendance other) {
        return status == other.status && unread.equals(other.unread);
    }
}
