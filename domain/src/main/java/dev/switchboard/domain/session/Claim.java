package dev.switchboard.domain.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;

/// A conversation's owner. Owning is not receiving: what is pushed where is a matter of bindings
/// (contracts netomi 2.2, pega 4).
///
/// @param owner what proves it: that browser, or that name
/// @param fromSeq the owner's browser sees messages with a `seq` over this one; it is the last one
///   of the owner before
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

    /// Whether it was given up or has lapsed, so that another may claim.
    ///
    /// @param startedAt when this hub started: before that nobody could be seen
    public boolean lapsedAt(Instant now, Duration ttl, Instant startedAt) {
        if (owner.equals(EndUser.NOBODY)) {
            return true;
        }
        Instant seen = seenAt.isBefore(startedAt) ? startedAt : seenAt;
        return !now.isBefore(seen.plus(ttl));
    }

    /// Behind which message somebody who proved the claim may read on: all of it by name, what came
    /// since the claim by browser.
    public long readableAfter(EndUser who) {
        String name = owner.subject();
        return name != null && name.equals(who.subject()) ? 0 : fromSeq;
    }
}
