package dev.switchboard.domain.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;

/// A conversation's owner. Owning is not receiving: what is pushed where is a matter of bindings.
///
/// @param owner what proves it: that browser, or that name
/// @param fromSeq the owner sees messages with a `seq` over this one; what came before was for
///   somebody else
/// @param seenAt when the owner was last seen attached or sending
public record Claim(ConversationId conversation, EndUser owner, long fromSeq, Instant seenAt) {

    public boolean provenBy(EndUser who) {
        return owner.shares(who);
    }

    /// What is left of a claim that was given up: anybody may claim next, and sees what comes from
    /// then on.
    public Claim released(long lastSeq) {
        return new Claim(conversation, EndUser.NOBODY, lastSeq, seenAt);
    }

    /// Whether its owner gave it up.
    public boolean isReleased() {
        return owner.equals(EndUser.NOBODY);
    }

    /// Whether it was given up or has lapsed, so that another may claim.
    ///
    /// @param startedAt when this hub started: before that nobody could be seen
    public boolean lapsedAt(Instant now, Duration ttl, Instant startedAt) {
        if (isReleased()) {
            return true;
        }
        Instant seen = seenAt.isBefore(startedAt) ? startedAt : seenAt;
        return !now.isBefore(seen.plus(ttl));
    }
}
