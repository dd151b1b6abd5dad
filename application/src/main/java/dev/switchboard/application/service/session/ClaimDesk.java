package dev.switchboard.application.service.session;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says whose a conversation is. The first who comes owns it; whoever comes later must prove to be
/// the same (contracts netomi 2.2, pega 4).
public final class ClaimDesk {

    private static final int SIGHTS_PER_LIFE = 24;

    private final Claims claims;
    private final Conversations conversations;
    private final Duration ttl;
    private final Duration grain;
    private final Clock clock;
    private final Instant startedAt;

    /// @param ttl how long a claim outlives the last sight of its owner, at least; a 24th more at
    ///   most, for not every sight is written down
    public ClaimDesk(Claims claims, Conversations conversations, Duration ttl, Clock clock) {
        this.claims = claims;
        this.conversations = conversations;
        this.ttl = ttl;
        this.grain = ttl.dividedBy(SIGHTS_PER_LIFE);
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// Whether a conversation is somebody's own.
    public sealed interface Standing {

        record Own(Claim claim) implements Standing {}

        record Foreign() implements Standing {}
    }

    /// Claims the conversation if it is free.
    ///
    /// @param who what the claimant has proven
    /// @param name who shall own it besides that browser, or null for whoever is named in `who`
    public Standing claim(ConversationId conversation, EndUser who, @Nullable String name) {
        Instant now = clock.instant();
        Optional<Claim> found = claims.find(conversation);
        if (found.isPresent() && holds(found.get(), who, now)) {
            return standing(found.get(), who);
        }
        EndUser owner = new EndUser(who.browser(), name == null ? who.subject() : name);
        if (owner.equals(EndUser.NOBODY)) {
            return new Standing.Foreign();
        }
        long fromSeq = found.isPresent() ? lastSeq(conversation) : 0;
        Claim mine = new Claim(conversation, owner, fromSeq, now);
        return standing(claims.replace(found.orElse(null), mine), owner);
    }

    /// A lapsed claim holds as well for its own owner: it only lets others in.
    private boolean holds(Claim claim, EndUser who, Instant now) {
        return claim.provenBy(who) || !claim.lapsedAt(now, ttl.plus(grain), startedAt);
    }

    /// Whether the conversation is claimed by them already.
    public boolean owns(ConversationId conversation, EndUser who) {
        return claims.find(conversation).filter(claim -> claim.provenBy(who)).isPresent();
    }

    /// How long ago the last sight of an owner may be before the next one is written down.
    public Duration grain() {
        return grain;
    }

    private static Standing standing(Claim claim, EndUser who) {
        return claim.provenBy(who) ? new Standing.Own(claim) : new Standing.Foreign();
    }

    /// The owner is there, or was until now. Clients come and go far more often than claims lapse,
    /// so a sight is written down only when the last one is a while ago.
    public void seen(ConversationId conversation) {
        Instant now = clock.instant();
        Instant longAgo = now.minus(grain);
        claims.find(conversation)
                .filter(claim -> claim.seenAt().isBefore(longAgo))
                .ifPresent(_ -> claims.seen(conversation, now));
    }

    /// The owner gives the conversation up: anybody may claim it, and sees what comes from then on.
    public void release(ConversationId conversation) {
        claims.find(conversation)
                .ifPresent(claim -> claims.replace(claim, claim.released(lastSeq(conversation))));
    }

    private long lastSeq(ConversationId conversation) {
        return conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
    }
}
