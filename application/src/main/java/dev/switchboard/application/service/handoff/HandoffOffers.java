package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.OfferHandoffs;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AcceptRule;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the steps of offers: makes one to an agent of the desk's choice, gives the handoff to the
/// agent who accepts it, and withdraws it when its time is over or its agent is not there for it.
final class HandoffOffers implements OfferHandoffs {

    static final String UNAVAILABLE = "unavailable";

    private static final Logger LOG = LoggerFactory.getLogger(HandoffOffers.class);

    private final HandoffCache handoffs;
    private final HandoffSteps steps;
    private final LeaseGrants grants;
    private final ConversationLocks locks;
    private final HandoffSettings settings;
    private final Later later;
    private final Clock clock;
    private final Clock steady;

    HandoffOffers(
            HandoffCache handoffs,
            HandoffSteps steps,
            LeaseGrants grants,
            HandoffSettings settings,
            Node node) {
        this.handoffs = handoffs;
        this.steps = steps;
        this.grants = grants;
        this.locks = node.locks();
        this.settings = settings;
        this.later = node.later();
        this.clock = node.clock();
        this.steady = node.steady();
        steps.whenStored(this::stepped);
    }

    private void stepped(Handoff now) {
        if (now instanceof Offered offered) {
            later.in(
                    Duration.between(steady.instant(), offered.deadline()),
                    () -> endIfOver(offered.conversation()));
        }
    }

    @Override
    public void offer(Offering offering) {
        locks.withLock(
                offering.conversation(),
                () -> {
                    if (ofTenant(offering) instanceof Waiting waiting
                            && waiting.version() == offering.version()) {
                        steps.take(
                                waiting,
                                waiting.offer(offering.agent().id(), clock.instant(), deadline()));
                    }
                });
    }

    /// The handoff, if it is active and of the agent's own tenant.
    private @Nullable Live ofTenant(Offering offering) {
        Live live = handoffs.live(offering.conversation());
        return live != null
                        && live.id().equals(offering.handoff())
                        && live.details().tenant().equals(offering.agent().tenant())
                ? live
                : null;
    }

    @Override
    public Granted accept(Acceptance acceptance) {
        return locks.withLock(
                acceptance.offering().conversation(),
                () -> {
                    Live live = ofTenant(acceptance.offering());
                    return live == null ? DeskRefusal.GONE : judged(acceptance, live);
                });
    }

    private Granted judged(Acceptance acceptance, Live live) {
        AcceptRule rule =
                AcceptRule.judge(
                        live,
                        acceptance.offering().agent().id(),
                        acceptance.offering().version(),
                        acceptance.available(),
                        acceptance.hasPlace(),
                        steady.instant());
        return switch (rule) {
            case MAY -> accept(acceptance, (Queued) live);
            case HAS_IT -> grants.again((Leased) live);
            case TAKEN -> DeskRefusal.TAKEN;
            case GONE -> DeskRefusal.GONE;
            case CHANGED -> DeskRefusal.CHANGED;
            case AT_LIMIT -> DeskRefusal.AT_LIMIT;
            case NOT_AVAILABLE -> DeskRefusal.NOT_AVAILABLE;
        };
    }

    private Granted accept(Acceptance acceptance, Queued queued) {
        Agent agent = acceptance.offering().agent();
        Step joined = Step.by(agent.id(), clock.instant(), Step.Kind.JOINED, "");
        Granted granted = grants.grant(agent, queued, joined);
        if (!granted.equals(DeskRefusal.CHANGED)) {
            return granted;
        }
        Live now = handoffs.live(queued.conversation());
        return now == null ? DeskRefusal.GONE : judged(acceptance, now);
    }

    @Override
    public Declined decline(Offering declined) {
        return locks.withLock(
                declined.conversation(),
                () -> {
                    Live live = ofTenant(declined);
                    if (live == null) {
                        return DeskRefusal.GONE;
                    }
                    boolean theirs =
                            live instanceof Offered offered
                                    && offered.candidate().equals(declined.agent())
                                    && offered.version() == declined.version()
                                    && passOver(offered, Offered.DECLINED);
                    return theirs ? new Declined.Done() : DeskRefusal.CHANGED;
                });
    }

    private boolean passOver(Offered offered, String why) {
        return steps.take(offered, offered.passOver(clock.instant(), why)).isPresent();
    }

    @Override
    public void withdraw(ConversationId conversation, Agent candidate) {
        passOver(conversation, offered -> offered.candidate().equals(candidate), UNAVAILABLE);
    }

    /// Withdraws the offer if its time is over.
    void endIfOver(ConversationId conversation) {
        try {
            passOver(conversation, offered -> offered.overAt(steady.instant()), Offered.DEADLINE);
        } catch (StoreUnavailableException e) {
            LOG.debug("An expired offer waits for the store: {}", e.getMessage());
        }
    }

    private void passOver(ConversationId conversation, Predicate<Offered> which, String why) {
        locks.withLock(
                conversation,
                () -> {
                    if (handoffs.find(conversation) instanceof Offered offered
                            && which.test(offered)) {
                        passOver(offered, why);
                    }
                });
    }

    /// Returns the next state of a handoff that is sent elsewhere; empty if nobody is there to take
    /// it.
    Optional<Handoff> moved(Live live, Step step, Passage passage) {
        if (!passage.open()) {
            return Optional.empty();
        }
        return switch (passage.to()) {
            case Destination.ToBot _ -> Optional.of(live.toBot(step));
            case Destination.ToQueue(var queue) -> Optional.of(live.toQueue(queue, step));
            case Destination.ToAgent(var agent) -> {
                boolean has = live instanceof Leased leased && leased.lease().agent().equals(agent);
                yield has ? Optional.empty() : Optional.of(live.toAgent(agent, step, deadline()));
            }
        };
    }

    /// The deadline of an offer that is made now, on the steady clock.
    Instant deadline() {
        return steady.instant().plus(settings.offerDeadline());
    }
}
