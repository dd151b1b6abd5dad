package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what agents write in the conversations that they hold.
public final class AgentDrafts implements KeepDrafts {

    private static final Logger log = LoggerFactory.getLogger(AgentDrafts.class);
    private static final Duration LIFE = Duration.ofDays(7);
    private static final int AT_ONCE = 500;

    private final LeaseGuard leaseGuard;
    private final Agents agents;
    private final Drafts drafts;
    private final Clock clock;

    AgentDrafts(LeaseGuard leaseGuard, Agents agents, Drafts drafts, Clock clock) {
        this.leaseGuard = leaseGuard;
        this.agents = agents;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public Kept keep(ClientId id, ConversationId conversation, String text, Instant at) {
        Console console = leaseGuard.console(id, conversation);
        if (console == null) {
            return DeskRefusal.NOT_FOUND;
        }
        Instant now = clock.instant();
        Instant since = (at.isAfter(now) ? now : at).truncatedTo(ChronoUnit.MILLIS);
        ReplyDraft written = new ReplyDraft(console.agent(), conversation, text, since);
        ReplyDraft kept = drafts.keep(written);
        if (kept.equals(written)) {
            agents.consoles(console.agent()).stream()
                    .filter(other -> !other.id().equals(id))
                    .forEach(other -> other.tell(new Notice.Drafted(kept)));
        }
        return new Kept.Done(kept.at());
    }

    /// Nobody is going to say it once the handoff is over. What the store does not remove now goes
    /// when its time is over.
    void stepped(Handoff now) {
        if (now instanceof Handoff.Over) {
            try {
                drafts.forget(now.conversation());
            } catch (StoreUnavailableException e) {
                log.debug("Drafts stay for a while: {}", e.getMessage());
            }
        }
    }

    /// Removes drafts that nobody has changed for a week.
    void forgetOld() {
        Instant last = clock.instant().minus(LIFE);
        int removed;
        do {
            removed = drafts.forgetThrough(last, AT_ONCE);
        } while (removed == AT_ONCE);
    }
}
