package dev.switchboard.application.service.session;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.node.ConversationLocks;
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
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides who owns a conversation. Knowing its name is not ownership: it belongs to the user in
/// its name, to the user that a back end names, or else to the first who writes. A claim by writing
/// shows its owner nothing from before.
public final class Ownership {

    private static final int SIGHTS_PER_LIFE = 24;

    private final Claims claims;
    private final Conversations conversations;
    private final Ids ids;
    private final ConversationLocks locks;
    private final Map<String, ClaimPolicy> policies;
    private final Consumer<Claim> claimed;
    private final Duration grain;
    private final Clock clock;
    private final Instant startedAt;

    /// @param policies the claim policies by the origin of conversations
    /// @param claimed called with each claim that was made or released, or may have been made,
    ///   before anything else is journaled in its conversation
    public Ownership(
            Claims claims,
            Conversations conversations,
            Ids ids,
            ConversationLocks locks,
            Map<String, ClaimPolicy> policies,
            Consumer<Claim> claimed,
            Clock clock) {
        this.claims = claims;
        this.conversations = conversations;
        this.ids = ids;
        this.locks = locks;
        this.policies = Map.copyOf(policies);
        this.claimed = claimed;
        this.grain =
                policies.values().stream()
                        .map(Ownership::grain)
                        .reduce(
                                grain(ClaimPolicy.USUAL),
                                BinaryOperator.minBy(Comparator.naturalOrder()));
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    private static Duration grain(ClaimPolicy policy) {
        return policy.ttl().dividedBy(SIGHTS_PER_LIFE);
    }

    private ClaimPolicy policy(ConversationId conversation) {
        return policies.getOrDefault(conversation.origin(), ClaimPolicy.USUAL);
    }

    /// The relation of a user to a conversation.
    public sealed interface Standing {

        /// @param readableAfter the user may read messages with a greater `seq`
        record Own(long readableAfter) implements Standing {}

        /// It belongs to another.
        record Foreign() implements Standing {}

        /// It is unclaimed, and becomes the user's by writing. Until then the user gets the same
        /// answers as for another's conversation.
        ///
        /// @param open anybody may follow it until it has a message: it was never claimed, and has
        ///   no user's name in it
        record Free(boolean open) implements Standing {}
    }

    /// Returns a user's standing in a conversation. Writes nothing, and reads the same in every
    /// case.
    public Standing standing(ConversationId conversation, EndUser who) {
        Optional<Claim> claim = claims.find(conversation);
        return isNamedAfter(who, conversation)
                ? new Standing.Own(0)
                : standing(conversation, claim, who);
    }

    /// Whether a conversation bears the user's proven name and waits to be [claimed by
    /// it][#claimByName].
    public boolean awaits(ConversationId conversation, EndUser who) {
        return isNamedAfter(who, conversation)
                && claims.find(conversation).filter(claim -> !claim.isReleased()).isEmpty();
    }

    private boolean isNamedAfter(EndUser who, ConversationId conversation) {
        String name = who.subject();
        if (name == null || !policy(conversation).named()) {
            return false;
        }
        String id = conversation.externalId();
        return name.equals(id.substring(id.indexOf('/') + 1));
    }

    /// A lapsed claim still holds for its own owner; it only admits others.
    private Standing standing(ConversationId conversation, Optional<Claim> found, EndUser who) {
        ClaimPolicy policy = policy(conversation);
        if (found.isEmpty()) {
            return new Standing.Free(!policy.named());
        }
        Claim claim = found.get();
        if (claim.provenBy(who)) {
            return new Standing.Own(claim.fromSeq());
        }
        Duration life = policy.ttl().plus(grain(policy));
        boolean lapsed = claim.lapsedAt(clock.instant(), life, startedAt);
        return lapsed ? new Standing.Free(false) : new Standing.Foreign();
    }

    /// Like [#standing]. In addition, a user who proves the name that the conversation bears claims
    /// it, unless it is claimed.
    public Standing claimByName(ConversationId conversation, EndUser who) {
        if (awaits(conversation, who)) {
            claim(conversation, who, Share.WHAT_COMES);
        }
        return standing(conversation, who);
    }

    /// Like [#standing]. In addition, a user who is about to write to an unclaimed conversation
    /// claims it from its last message on. Of concurrent callers, one succeeds.
    public Standing claimByWriting(ConversationId conversation, EndUser who) {
        Standing standing = standing(conversation, who);
        return standing instanceof Standing.Free
                ? claim(conversation, who, Share.WHAT_COMES)
                : standing;
    }

    /// Claims a conversation for the user that a back end names. If it was never claimed, all of it
    /// is the user's.
    ///
    /// @param user the user's name, and the browser if it is known
    public void vouch(ConversationId conversation, EndUser user) {
        if (standing(conversation, user) instanceof Standing.Free) {
            claim(conversation, user, Share.ALL_IF_FIRST);
        }
    }

    /// The part of a conversation that a claim opens to its owner.
    private enum Share {
        WHAT_COMES,
        ALL_IF_FIRST
    }

    /// The owner sees everything journaled after the claim and nothing from before it.
    private Standing claim(ConversationId conversation, EndUser who, Share share) {
        return locks.withLock(conversation, () -> claimUnderLock(conversation, who, share));
    }

    private Standing claimUnderLock(ConversationId conversation, EndUser who, Share share) {
        Optional<Claim> found = claims.find(conversation);
        Standing standing = standing(conversation, found, who);
        if (!(standing instanceof Standing.Free) || who.equals(EndUser.NOBODY)) {
            return standing;
        }
        boolean all = share == Share.ALL_IF_FIRST && found.isEmpty();
        Instant now = clock.instant();
        long fromSeq = all ? 0 : conversations.fence(conversation, ids.messageId(), now);
        Claim mine = new Claim(conversation, who, fromSeq, now);
        Claim there = replaced(found.orElse(null), mine);
        claimed.accept(there);
        return standing(conversation, Optional.of(there), who);
    }

    /// Tells of the claim also after the store failed to answer: it may have been made, and then
    /// the user's next attempt finds it and tells of nothing.
    private Claim replaced(@Nullable Claim before, Claim mine) {
        try {
            return claims.replace(before, mine);
        } catch (StoreUnavailableException e) {
            claimed.accept(mine);
            throw e;
        }
    }

    /// Whether a user may follow a conversation: it is the user's, or nobody's and without
    /// messages. A page makes up such an id and opens its socket before its first message. There is
    /// nothing to steal yet, and the first claim ends it for all others. A page does not make up an
    /// id with a user's name in it.
    public boolean mayFollow(ConversationId conversation, EndUser who) {
        return switch (standing(conversation, who)) {
            case Standing.Own _ -> true;
            case Standing.Free(boolean open) -> open && conversations.lastSeq(conversation) == 0;
            case Standing.Foreign _ -> false;
        };
    }

    /// Returns the `seq` after which a follower of a conversation may continue; empty if the claim
    /// was released or lost since.
    public OptionalLong readableAfter(ConversationId conversation, EndUser who) {
        return switch (standing(conversation, who)) {
            case Standing.Own(long readableAfter) -> OptionalLong.of(readableAfter);
            case Standing.Free(boolean open) when open -> OptionalLong.of(0);
            case Standing.Free _, Standing.Foreign _ -> OptionalLong.empty();
        };
    }

    /// Starts to follow a conversation without claim and messages, while nobody can claim it or
    /// append to it. If another hub owns it, both may happen meanwhile: then the feed finds out
    /// when it reads.
    ///
    /// @return whether it is still without both, so that `begin` was run
    public boolean listen(ConversationId conversation, Runnable begin) {
        return locks.mayTake(conversation)
                ? locks.withLock(conversation, () -> listenIfUnbegun(conversation, begin))
                : listenIfUnbegun(conversation, begin);
    }

    private boolean listenIfUnbegun(ConversationId conversation, Runnable begin) {
        boolean unbegun = mayFollow(conversation, EndUser.NOBODY);
        if (unbegun) {
            begin.run();
        }
        return unbegun;
    }

    /// Whether a user may take a conversation from its owner by writing.
    public boolean mayTakeOver(ConversationId conversation) {
        return policy(conversation).takenOver();
    }

    /// The least age of the last recorded sight of an owner before another one is recorded.
    public Duration grain() {
        return grain;
    }

    /// Records that the owner was seen. Clients come and go far more often than claims lapse, so
    /// this is stored only if the last record is old enough.
    public void seen(ConversationId conversation) {
        Instant now = clock.instant();
        Instant longAgo = now.minus(grain(policy(conversation)));
        claims.find(conversation)
                .filter(claim -> claim.seenAt().isBefore(longAgo))
                .ifPresent(_ -> claims.seen(conversation, now));
    }

    /// Releases a conversation. The next writer claims it, and sees the messages from then on.
    public void release(ConversationId conversation) {
        claims.find(conversation)
                .map(claim ->
                        claims.replace(claim, claim.released(conversations.lastSeq(conversation))))
                .ifPresent(claimed);
    }
}
