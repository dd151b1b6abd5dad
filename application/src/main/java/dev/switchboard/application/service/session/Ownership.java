package dev.switchboard.application.service.session;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClaimPolicy;
import dev.switchboard.domain.session.EndUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Says whose a conversation is. To name one is not to own it: it belongs to the user it is named
/// after, to whom a back end says it belongs, or else to the first who writes. Whoever claims by
/// writing sees nothing of what came before.
public final class Ownership {

    private static final int SIGHTS_PER_LIFE = 24;

    private final Claims claims;
    private final Conversations conversations;
    private final ConversationLocks locks;
    private final Map<String, ClaimPolicy> policies;
    private final Consumer<Claim> claimed;
    private final Duration grain;
    private final Clock clock;
    private final Instant startedAt;

    /// @param policies by the origin of the conversation
    /// @param claimed told of each new claim, before anything else is journaled in its conversation
    public Ownership(
            Claims claims,
            Conversations conversations,
            ConversationLocks locks,
            Map<String, ClaimPolicy> policies,
            Consumer<Claim> claimed,
            Clock clock) {
        this.claims = claims;
        this.conversations = conversations;
        this.locks = locks;
        this.policies = Map.copyOf(policies);
        this.claimed = claimed;
        this.grain =
                policies.values().stream()
                        .map(Ownership::grain)
                        .min(Comparator.naturalOrder())
                        .orElse(grain(ClaimPolicy.USUAL));
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    private static Duration grain(ClaimPolicy policy) {
        return policy.ttl().dividedBy(SIGHTS_PER_LIFE);
    }

    private ClaimPolicy policy(ConversationId conversation) {
        return policies.getOrDefault(conversation.origin(), ClaimPolicy.USUAL);
    }

    /// Whether a conversation is somebody's own.
    public sealed interface Standing {

        /// @param readableAfter behind which `seq` they may read
        record Own(long readableAfter) implements Standing {}

        /// It is another's.
        record Foreign() implements Standing {}

        /// It is nobody's, and becomes theirs if they write. Until then they are told what they
        /// would be told if it were another's.
        record Free() implements Standing {}
    }

    /// How somebody stands to a conversation. Writes nothing, and reads the same whatever it finds.
    public Standing standing(ConversationId conversation, EndUser who) {
        Optional<Claim> claim = claims.find(conversation);
        return isNamedAfter(who, conversation) ? new Standing.Own(0) : standing(claim, who);
    }

    private boolean isNamedAfter(EndUser who, ConversationId conversation) {
        String name = who.subject();
        if (name == null || !policy(conversation).named()) {
            return false;
        }
        String id = conversation.externalId();
        return name.equals(id.substring(id.indexOf('/') + 1));
    }

    /// A lapsed claim holds as well for its own owner: it only lets others in.
    private Standing standing(Optional<Claim> found, EndUser who) {
        if (found.isEmpty()) {
            return new Standing.Free();
        }
        Claim claim = found.get();
        if (claim.provenBy(who)) {
            return new Standing.Own(claim.fromSeq());
        }
        ClaimPolicy policy = policy(claim.conversation());
        Duration life = policy.ttl().plus(grain(policy));
        boolean lapsed = claim.lapsedAt(clock.instant(), life, startedAt);
        return lapsed ? new Standing.Free() : new Standing.Foreign();
    }

    /// As [#standing]; but whoever proves the name that the conversation bears claims it by that,
    /// unless it is claimed.
    public Standing claimByName(ConversationId conversation, EndUser who) {
        if (!isNamedAfter(who, conversation)) {
            return standing(conversation, who);
        }
        if (claims.find(conversation).filter(claim -> !claim.isReleased()).isEmpty()) {
            claim(conversation, who, Share.WHAT_COMES);
        }
        return new Standing.Own(0);
    }

    /// As [#standing]; but whoever is about to write to a conversation that is nobody's owns it
    /// from its last message on. Of several at once one succeeds.
    public Standing claimByWriting(ConversationId conversation, EndUser who) {
        Standing standing = standing(conversation, who);
        return standing instanceof Standing.Free
                ? claim(conversation, who, Share.WHAT_COMES)
                : standing;
    }

    /// A back end says whose a conversation is. If nobody had it before, all of it is theirs.
    ///
    /// @param user by name, and the browser they use, if that is known
    public void vouch(ConversationId conversation, EndUser user) {
        if (standing(conversation, user) instanceof Standing.Free) {
            claim(conversation, user, Share.ALL_IF_FIRST);
        }
    }

    /// How much of a conversation a claim opens to its maker.
    private enum Share {
        WHAT_COMES,
        ALL_IF_FIRST
    }

    /// What was journaled before is not the claimant's to see, and everything that is journaled
    /// later is.
    private Standing claim(ConversationId conversation, EndUser who, Share share) {
        return locks.withLock(conversation, () -> claimUnderLock(conversation, who, share));
    }

    private Standing claimUnderLock(ConversationId conversation, EndUser who, Share share) {
        Optional<Claim> found = claims.find(conversation);
        Standing standing = standing(found, who);
        if (!(standing instanceof Standing.Free) || who.equals(EndUser.NOBODY)) {
            return standing;
        }
        boolean all = share == Share.ALL_IF_FIRST && found.isEmpty();
        Claim mine = new Claim(conversation, who, all ? 0 : lastSeq(conversation), clock.instant());
        Claim there = claims.replace(found.orElse(null), mine);
        claimed.accept(there);
        return standing(Optional.of(there), who);
    }

    /// Whether anybody may hear what comes in a conversation: nobody ever had it, and nothing was
    /// said in it. A page makes such an id up, and opens its socket before its first message; there
    /// is nothing to steal yet, and the first claim ends it for all others. An id that bears a
    /// user's name is not made up by a page.
    public boolean isUnbegun(ConversationId conversation) {
        return isUnclaimed(conversation) && lastSeq(conversation) == 0;
    }

    /// Whether who listened to a conversation when it was unbegun may go on: nobody claimed it.
    public boolean isUnclaimed(ConversationId conversation) {
        return !policy(conversation).named() && claims.find(conversation).isEmpty();
    }

    /// Behind which `seq` somebody who followed a conversation may go on; empty if it was given up
    /// or lost since.
    public OptionalLong readableAfter(ConversationId conversation, EndUser who) {
        if (standing(conversation, who) instanceof Standing.Own(long readableAfter)) {
            return OptionalLong.of(readableAfter);
        }
        return isUnclaimed(conversation) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /// Lets somebody begin to hear an unbegun conversation, while nobody can claim it or append.
    ///
    /// @return whether it is unbegun, so that `begin` was run
    public boolean listen(ConversationId conversation, Runnable begin) {
        return locks.withLock(
                conversation,
                () -> {
                    boolean unbegun = isUnbegun(conversation);
                    if (unbegun) {
                        begin.run();
                    }
                    return unbegun;
                });
    }

    /// Whether somebody may take a conversation from its owner by writing.
    public boolean mayTakeOver(ConversationId conversation) {
        return policy(conversation).takenOver();
    }

    /// How long ago the last sight of an owner may be before the next one is written down.
    public Duration grain() {
        return grain;
    }

    /// The owner is there, or was until now. Clients come and go far more often than claims lapse,
    /// so a sight is written down only when the last one is a while ago.
    public void seen(ConversationId conversation) {
        Instant now = clock.instant();
        Instant longAgo = now.minus(grain(policy(conversation)));
        claims.find(conversation)
                .filter(claim -> claim.seenAt().isBefore(longAgo))
                .ifPresent(_ -> claims.seen(conversation, now));
    }

    /// The owner gives the conversation up: whoever writes next has it, and sees what comes from
    /// then on.
    public void release(ConversationId conversation) {
        claims.find(conversation)
                .ifPresent(claim -> claims.replace(claim, claim.released(lastSeq(conversation))));
    }

    private long lastSeq(ConversationId conversation) {
        return conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
    }
}
