package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Coalescer;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews leases and ends those that were not renewed, or whose agent is gone, as the desk says.
/// Renewals are in memory at once and are stored from time to time. A starting hub gives each lease
/// its full duration, because nobody could renew it while the hub was down. Expiry is on the steady
/// clock: a machine's clock that is set takes no agent's chats.
final class Leases implements AutoCloseable {

    static final String UNRENEWED = "unrenewed";
    static final String AGENT_GONE = "agent_gone";

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final HandoffCache handoffs;
    private final Handoffs store;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final HandoffSettings settings;
    private final Later later;
    private final Clock clock;
    private final Clock steady;
    private final Coalescer<ConversationId> unkept;

    /// The leases whose end is awaited: each may have several steps.
    private final Set<LeaseId> watched = ConcurrentHashMap.newKeySet();

    Leases(
            HandoffCache handoffs,
            Handoffs store,
            HandoffSteps steps,
            HandoffSettings settings,
            Node node) {
        this.handoffs = handoffs;
        this.store = store;
        this.steps = steps;
        this.locks = node.locks();
        this.settings = settings;
        this.later = node.later();
        this.clock = node.clock();
        this.steady = node.steady();
        this.unkept = later.together(this::keepAll);
        steps.whenStored(this::stepped);
    }

    private void stepped(Handoff now) {
        if (now instanceof Leased leased && watched.add(leased.lease().id())) {
            watch(leased);
        }
    }

    /// Checks the lease when it may be over, and again as long as it is not.
    private void watch(Leased leased) {
        later.in(
                Duration.between(steady.instant(), leased.lease().expiresAt()),
                () -> look(leased.conversation(), leased.lease().id()));
    }

    private void look(ConversationId conversation, LeaseId lease) {
        if (endIfOver(conversation)
                && handoffs.find(conversation) instanceof Leased leased
                && leased.lease().id().equals(lease)) {
            watch(leased);
        } else {
            watched.remove(lease);
        }
    }

    Instant expiry() {
        return steady.instant().plus(settings.lease());
    }

    /// Whether the lease no longer permits anything. Only its hub knows that: the stored end of a
    /// lease that is not loaded here yet is another hub's, and it gets its full duration.
    boolean isOver(Leased leased) {
        return handoffs.known(leased.conversation()) != null
                && !steady.instant().isBefore(leased.lease().expiresAt());
    }

    /// Renews a lease that is not [over][#isOver]. The caller holds the conversation's lock.
    Leased renew(Leased leased) {
        return handoffs.renewed(leased, leased.lease().renewedUntil(expiry()));
    }

    /// The caller holds the conversation's lock.
    Leased readUpTo(Leased leased, long seq) {
        return handoffs.renewed(leased, leased.lease().readUpTo(seq));
    }

    /// Schedules a lease's expiry and read mark to be stored with those of other leases. Losing
    /// them costs little, so nobody waits for it.
    void keep(Leased leased) {
        unkept.add(leased.conversation());
    }

    private void keepAll(Set<ConversationId> conversations) {
        // those known here alone: another hub may have the others by now
        List<Leased> renewed =
                conversations.stream()
                        .flatMap(each -> Stream.ofNullable(handoffs.known(each)))
                        .filter(Leased.class::isInstance)
                        .map(Leased.class::cast)
                        .toList();
        if (renewed.isEmpty()) {
            return;
        }
        try {
            store.keep(renewed);
        } catch (StoreUnavailableException e) {
            LOG.warn("{} renewed leases were not stored: {}", renewed.size(), e.getMessage());
        }
    }

    /// Stores what is still pending.
    @Override
    public void close() {
        unkept.flush();
    }

    /// Ends the lease of a conversation if it is over.
    ///
    /// @return whether the lease continues
    boolean endIfOver(ConversationId conversation) {
        try {
            return locks.withLock(conversation, () -> endUnderLock(conversation));
        } catch (StoreUnavailableException e) {
            LOG.debug("A lease that may have expired waits for the store: {}", e.getMessage());
            return false;
        }
    }

    private boolean endUnderLock(ConversationId conversation) {
        if (!(handoffs.known(conversation) instanceof Leased leased)) {
            return false;
        }
        if (!isOver(leased)) {
            return true;
        }
        steps.take(leased, leased.lapse(clock.instant(), UNRENEWED));
        return false;
    }

    /// Ends a lease whose agent is gone.
    void agentGone(ConversationId conversation, LeaseId lease) {
        locks.withLock(
                conversation,
                () -> {
                    if (handoffs.find(conversation) instanceof Leased leased
                            && leased.lease().id().equals(lease)) {
                        String why = isOver(leased) ? UNRENEWED : AGENT_GONE;
                        steps.take(leased, leased.lapse(clock.instant(), why));
                    }
                });
    }
}
