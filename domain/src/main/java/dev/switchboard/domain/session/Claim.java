package dev.switchboard.domain.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;

/// The ownership of a conversation. Owning is not receiving: bindings decide what is pushed where.
///
/// @param owner the proof of ownership: a browser or a name
/// @param fromSeq the owner sees messages with a greater `seq`; earlier ones were for somebody else
/// @param seenAt when the owner was last seen connected or sending
public record Claim(ConversationId conversation, EndUser owner, long fromSeq, Instant seenAt) {

    public boolean provenBy(EndUser who) {
        return owner.shares(who);
    }

    /// Gives the claim up: anybody may claim next, and then sees messages after `lastSeq`.
    public Claim released(long lastSeq) {
        return new Claim(conversation, EndUser.NOBODY, lastSeq, seenAt);
    }

    /// Whether the owner gave it up.
    public boolean isReleased() {
        return owner.equals(EndUser.NOBODY);
    }

    /// Whether it was given up or has lapsed, so another may claim.
    ///
    /// @param startedAt the start of this hub: before it, nobody could be seen
    public boolean lapsedAt(Instant now, Duration ttl, Instant startedAt) {
        if (isReleased()) {
            return true;
        }
        Instant seen = seenAt.isBefore(startedAt) ? startedAt : seenAt;
        return !now.isBefore(seen.plus(ttl));
    }
}
