package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews leases and ends those that were not renewed, or whose agent is gone. How long a lease is
/// good is known in memory at once, and written down now and then: a hub that starts gives each one
/// its whole length, for nobody could renew it while the hub was away.
public final class Leases {

    static final String UNRENEWED = "unrenewed";
    static final String AGENT_GONE = "agent_gone";

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final LiveHandoffs book;
    private final Handoffs store;
    private final HandoffSteps steps;
    private final Agents agents;
    private final HandoffSettings settings;
    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    public Leases(
            LiveHandoffs book,
            Handoffs store,
            HandoffSteps steps,
            Agents agents,
            HandoffSettings settings,
            Timer timer,
            Executor workers,
            Clock clock) {
        this.book = book;
        this.store = store;
        this.steps = steps;
        this.agents = agents;
        this.settings = settings;
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
        steps.listen(this::stepped);
    }

    private void stepped(Handoff now) {
        if (now instanceof Leased leased) {
            watch(leased);
        }
    }

    /// Looks when the lease may be over, and again for as long as it is not.
    void watch(Leased leased) {
        timer.at(endsAt(leased), () -> workers.execute(() -> look(leased.conversation())));
    }

    private void look(ConversationId conversation) {
        if (endIfOver(conversation) && book.find(conversation) instanceof Leased leased) {
            watch(leased);
        }
    }

    Instant expiry() {
        return clock.instant().plus(settings.lease());
    }

    /// Whether the agent may still act under it.
    boolean isOver(Leased leased) {
        return !clock.instant().isBefore(endsAt(leased));
    }

    private Instant endsAt(Leased leased) {
        return leased.lease().endsAt(agents.goneSince(leased.holder()), settings.goneAfter());
    }

    /// Within the conversation's turn, and only if it is not [over][#isOver].
    Leased renew(Leased leased) {
        return book.renewed(leased, leased.lease().renewedUntil(expiry()));
    }

    /// Within the conversation's turn.
    Leased readUpTo(Leased leased, long seq) {
        return book.renewed(leased, leased.lease().readUpTo(seq));
    }

    /// Writes down how far a lease is renewed and read. What is lost of it costs little, so nobody
    /// waits for it.
    void keep(Leased leased) {
        workers.execute(() -> {
            try {
                store.keep(leased);
            } catch (StoreUnavailableException e) {
                log.warn("A renewed lease was not written down: {}", e.getMessage());
            }
        });
    }

    /// Ends the lease of a conversation if it is over.
    ///
    /// @return whether it goes on
    boolean endIfOver(ConversationId conversation) {
        try {
            return steps.inTurn(conversation, () -> endInTurn(conversation));
        } catch (StoreUnavailableException e) {
            log.warn("A lease that may be over waits for the store: {}", e.getMessage());
            return false;
        }
    }

    private boolean endInTurn(ConversationId conversation) {
        if (!(book.find(conversation) instanceof Leased leased)) {
            return false;
        }
        if (!isOver(leased)) {
            return true;
        }
        Instant now = clock.instant();
        String why = now.isBefore(leased.lease().expiresAt()) ? AGENT_GONE : UNRENEWED;
        steps.take(leased, leased.lapse(now, why));
        return false;
    }

    /// The agent's last console is gone: the leases may be over sooner.
    void agentGone(Agent agent) {
        Instant when = clock.instant().plus(settings.goneAfter());
        timer.at(when, () -> workers.execute(() -> agents.held(agent).forEach(this::endIfOver)));
    }
}
