package dev.switchboard.application.service.console;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.OfferOrder;
import dev.switchboard.domain.handoff.OfferOrder.Candidate;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers waiting handoffs to agents one after the other, and withdraws an offer when its time is
/// over or its agent is unavailable. One round of offers runs at a time, so no two offers count on
/// the same place of an agent; changes during a round are seen by the next.
final class Offers {

    static final String DEADLINE = "deadline";
    static final String UNAVAILABLE = "unavailable";

    private static final Logger log = LoggerFactory.getLogger(Offers.class);

    private final HandoffCache handoffs;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final QueueViews queues;
    private final Agents agents;
    private final HandoffSettings settings;
    private final Later later;
    private final Clock clock;
    private final Clock steady;
    private final AtomicInteger wanted = new AtomicInteger();

    Offers(
            HandoffCache handoffs,
            HandoffSteps steps,
            QueueViews queues,
            Agents agents,
            HandoffSettings settings,
            Node node) {
        this.handoffs = handoffs;
        this.steps = steps;
        this.locks = node.locks();
        this.queues = queues;
        this.agents = agents;
        this.settings = settings;
        this.later = node.later();
        this.clock = node.clock();
        this.steady = node.steady();
        steps.listen(this::stepped);
    }

    private void stepped(Handoff now) {
        if (now instanceof Offered offered) {
            later.in(
                    Duration.between(steady.instant(), offered.deadline()),
                    () -> endIfOver(offered.conversation()));
        } else {
            look();
        }
    }

    /// Starts a round, because an offer may have become possible. Never blocks.
    void look() {
        if (wanted.getAndIncrement() == 0) {
            later.now(this::rounds);
        }
    }

    private void rounds() {
        int seen;
        do {
            seen = wanted.get();
            try {
                queues.waiting().forEach(this::round);
            } catch (StoreUnavailableException e) {
                log.warn("Offers wait for the store: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("A round of offers failed", e);
            }
        } while (wanted.addAndGet(-seen) > 0);
    }

    private void round(TenantId tenant) {
        if (free(tenant).isEmpty()) {
            return;
        }
        for (Waiting waiting : queues.waiting(tenant)) {
            List<Candidate> candidates = free(tenant);
            if (candidates.isEmpty()) {
                return;
            }
            OfferOrder.next(candidates, waiting.tried()).ifPresent(agent -> offer(waiting, agent));
        }
    }

    private List<Candidate> free(TenantId tenant) {
        return agents.candidates(tenant).stream().filter(Candidate::isFree).toList();
    }

    private void offer(Waiting seen, AgentId agent) {
        locks.withLock(
                seen.conversation(),
                () -> {
                    boolean still =
                            handoffs.find(seen.conversation()) instanceof Waiting waiting
                                    && waiting.id().equals(seen.id())
                                    && waiting.version() == seen.version();
                    if (still) {
                        steps.take(seen, seen.offer(agent, clock.instant(), deadline()));
                    }
                });
    }

    /// The deadline of an offer that is made now, on the steady clock.
    Instant deadline() {
        return steady.instant().plus(settings.offerDeadline());
    }

    /// Withdraws the offer if its time is over.
    void endIfOver(ConversationId conversation) {
        passOver(conversation, offered -> offered.overAt(steady.instant()), DEADLINE);
    }

    /// Withdraws the offers to an agent who no longer takes chats.
    void withdraw(Agent agent) {
        for (ConversationId conversation : agents.offered(agent)) {
            passOver(conversation, offered -> offered.agent().equals(agent.id()), UNAVAILABLE);
        }
    }

    private void passOver(ConversationId conversation, Predicate<Offered> which, String why) {
        try {
            locks.withLock(
                    conversation,
                    () ->
                            handoffs.find(conversation) instanceof Offered offered
                                    && which.test(offered)
                                    && steps.take(offered, offered.passOver(clock.instant(), why))
                                            .isPresent());
        } catch (StoreUnavailableException e) {
            log.warn("An expired offer waits for the store: {}", e.getMessage());
        }
    }
}
