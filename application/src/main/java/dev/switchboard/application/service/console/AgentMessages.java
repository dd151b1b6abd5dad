package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Reachable;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.Step.Order;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends agents' messages to users, keeps their notes for each other and their drafts, and shows
/// users that they type. The lease is checked and the message journaled under the conversation's
/// lock, under which leases end. So nothing is written under a lease that is over.
public final class AgentMessages implements SendAgentMessages, KeepDrafts {

    private static final Logger log = LoggerFactory.getLogger(AgentMessages.class);
    private static final Duration DRAFT_LIFE = Duration.ofDays(7);
    private static final int DRAFTS_AT_ONCE = 500;

    private final LeaseGuard leaseGuard;
    private final LinkMedia media;
    private final MessageRelay relay;
    private final ContextReader context;
    private final Agents agents;
    private final Drafts drafts;
    private final Node node;

    AgentMessages(
            LeaseGuard leaseGuard,
            LinkMedia media,
            MessageRelay relay,
            ContextReader context,
            Agents agents,
            Drafts drafts,
            Node node) {
        this.leaseGuard = leaseGuard;
        this.media = media;
        this.relay = relay;
        this.context = context;
        this.agents = agents;
        this.drafts = drafts;
        this.node = node;
    }

    @Override
    public Said say(ClientId id, Words words) {
        Console console = leaseGuard.console(id);
        if (console == null) {
            return DeskRefusal.NOT_FOUND;
        }
        return words.files().stream().anyMatch(file -> isUnknown(file, console.agent()))
                ? DeskRefusal.NO_SUCH_FILE
                : node.locks().withLock(words.conversation(), () -> say(console, words));
    }

    /// A file of another tenant is none.
    private boolean isUnknown(MediaId file, Agent agent) {
        return media.find(file).filter(it -> it.tenant().equals(agent.tenant())).isEmpty();
    }

    private Said say(Console console, Words words) {
        Agent agent = console.agent();
        Instant now = node.clock().instant();
        Order order = new Order(words.id(), words.fingerprint());
        IdempotencyKey key = HandoffRecord.key(words.conversation(), agent.id(), order, now);
        Leased leased = leaseGuard.renewed(words.conversation(), words.lease(), agent);
        if (leased == null) {
            return relay.recall(key)
                    .map(this::repeated)
                    .orElseGet(() -> refused(words.conversation(), words.lease(), agent));
        }
        Reachable reachable = context.reachable(leased);
        if (reachable != null && reachable.overAt(now)) {
            return relay.recall(key)
                    .map(this::repeated)
                    .orElseGet(() -> new Said.WindowClosed(reachable.until()));
        }
        List<Delivery> owed = List.of(Delivery.owed(leased.matter().answersTo(), now));
        Said said = said(words.conversation(), agent, words.content(), key, owed);
        leaseGuard.seenBy(console, words.conversation());
        return said;
    }

    private Said refused(ConversationId conversation, LeaseId lease, Agent agent) {
        return leaseGuard.had(conversation, lease, agent)
                ? DeskRefusal.LEASE_LOST
                : DeskRefusal.NOT_FOUND;
    }

    @Override
    public Said note(ClientId id, Remark remark) {
        Console console = leaseGuard.console(id);
        return console == null
                ? DeskRefusal.NOT_FOUND
                : node.locks().withLock(remark.conversation(), () -> note(console, remark));
    }

    private Said note(Console console, Remark remark) {
        ConversationId conversation = remark.conversation();
        Agent agent = console.agent();
        Order order = new Order(remark.id(), remark.fingerprint());
        IdempotencyKey key =
                HandoffRecord.key(conversation, agent.id(), order, node.clock().instant());
        AgentNote note = remark.whispered() ? whispered(console, remark) : written(console, remark);
        if (note == null) {
            return relay.recall(key).map(this::repeated).orElse(DeskRefusal.NOT_FOUND);
        }
        Said said = said(conversation, agent, Content.forAgents(note), key, List.of());
        leaseGuard.seenBy(console, conversation);
        return said;
    }

    private static boolean watches(Console console, ConversationId conversation) {
        return console.supervisor() && console.feeds().follows(conversation);
    }

    private @Nullable AgentNote written(Console console, Remark remark) {
        ConversationId conversation = remark.conversation();
        boolean holds = leaseGuard.renewed(conversation, console.agent()) != null;
        return holds || watches(console, conversation) ? remark.note() : null;
    }

    /// For the holder, if that is somebody else.
    private @Nullable AgentNote whispered(Console console, Remark remark) {
        AgentId holder = leaseGuard.holder(remark.conversation()).orElse(null);
        boolean mayWhisper =
                watches(console, remark.conversation()) && !console.agent().id().equals(holder);
        return mayWhisper && holder != null ? remark.note().sealedFor(holder.value()) : null;
    }

    private Said said(
            ConversationId conversation,
            Agent agent,
            Content content,
            IdempotencyKey key,
            List<Delivery> owed) {
        Entry entry =
                new Entry(
                        node.ids().messageId(),
                        conversation,
                        new Author(Party.AGENT, agent.id().value()),
                        content,
                        null,
                        null,
                        key,
                        owed,
                        node.clock().instant());
        Appended appended = relay.relay(entry).appended();
        return switch (appended) {
            case Appended.Stored(var message) ->
                    new Said.Accepted(message.seq(), message.at(), false);
            case Appended.Repeated _, Appended.KeyReused _ -> repeated(appended);
        };
    }

    private Said repeated(Appended appended) {
        return switch (appended) {
            case Appended.Stored(var message) ->
                    new Said.Accepted(message.seq(), message.at(), true);
            case Appended.Repeated(var first, _) -> duplicate(first);
            case Appended.KeyReused _ -> DeskRefusal.ID_REUSED;
        };
    }

    private Said duplicate(MessageId first) {
        return context.find(first)
                .<Said>map(found -> new Said.Accepted(found.seq(), found.at(), true))
                .orElse(DeskRefusal.NOT_FOUND);
    }

    @Override
    public void typing(ClientId id, ConversationId conversation, boolean active) {
        Console console = leaseGuard.console(id, conversation);
        if (console != null) {
            Author author = new Author(Party.AGENT, console.agent().id().value());
            node.live().publish(new Event.Typing(conversation, author, active));
            node.live()
                    .publish(
                            new Event.Fleeting(
                                    conversation, new Content("{\"typing\":" + active + "}")));
        }
    }

    @Override
    public Read read(ClientId id, ConversationId conversation, long seq) {
        Console console = leaseGuard.console(id, conversation);
        Notice.Unread left = console == null ? null : leaseGuard.read(console, conversation, seq);
        return left == null
                ? DeskRefusal.NOT_FOUND
                : new Read.Marked(left.conversations().getOrDefault(conversation, 0), left.total());
    }

    @Override
    public Kept keep(ClientId id, ConversationId conversation, String text, Instant at) {
        Console console = leaseGuard.console(id, conversation);
        if (console == null) {
            return DeskRefusal.NOT_FOUND;
        }
        Instant now = node.clock().instant();
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

    /// A draft is of no use once the handoff is over. Drafts that the store does not remove now are
    /// removed when they are old.
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
    void forgetOldDrafts() {
        Instant last = node.clock().instant().minus(DRAFT_LIFE);
        int removed;
        do {
            removed = drafts.forgetThrough(last, DRAFTS_AT_ONCE);
        } while (removed == DRAFTS_AT_ONCE);
    }
}
