package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WriteAsAgent;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk's side of agents' messages: checks files, forwards to the hub that owns the
/// conversation, and keeps drafts and read marks.
public final class AgentMessages implements SendAgentMessages, KeepDrafts {

    private static final Logger LOG = LoggerFactory.getLogger(AgentMessages.class);
    private static final Duration DRAFT_LIFE = Duration.ofDays(7);

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final ReadMarks marks;
    private final EndedLeases ended;
    private final WriteAsAgent writer;
    private final LinkMedia media;
    private final Drafts drafts;
    private final Clock clock;

    /// @param writer at the owners of the conversations
    AgentMessages(
            DeskHandoffs handoffs,
            Agents agents,
            ReadMarks marks,
            EndedLeases ended,
            WriteAsAgent writer,
            LinkMedia media,
            Drafts drafts,
            Clock clock) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.marks = marks;
        this.ended = ended;
        this.writer = writer;
        this.media = media;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public SendResult say(ClientId id, MessageCommand command) {
        Console console = agents.console(id);
        Agent agent = console.agent();
        if (command.files().stream().anyMatch(file -> isUnknown(file, agent))) {
            return DeskRefusal.NO_SUCH_FILE;
        }
        SendResult answer = writer.say(command, console.at(command.conversation()));
        return answer == DeskRefusal.NOT_FOUND
                ? ended.refusal(command.conversation(), command.lease(), agent)
                : answer;
    }

    /// A file of another tenant is none.
    private boolean isUnknown(MediaId file, Agent agent) {
        return media.find(file).filter(it -> it.tenant().equals(agent.tenant())).isEmpty();
    }

    @Override
    public SendResult note(ClientId id, NoteCommand command) {
        return writer.note(command, agents.console(id).at(command.conversation()));
    }

    /// The console if its agent holds the conversation.
    private @Nullable Console holder(ClientId id, ConversationId conversation) {
        Console console = agents.console(id);
        return handoffs.held(conversation, console.agent()) == null ? null : console;
    }

    @Override
    public Optional<DeskRefusal> typing(ClientId id, ConversationId conversation, boolean active) {
        Console console = holder(id, conversation);
        if (console == null) {
            return Optional.of(DeskRefusal.NOT_FOUND);
        }
        writer.typing(conversation, console.agent().id(), active);
        return Optional.empty();
    }

    @Override
    public Read read(ClientId id, ConversationId conversation, long seq) {
        Console console = holder(id, conversation);
        ConsoleEvent.Unread left = console == null ? null : marks.read(console, conversation, seq);
        return left == null
                ? DeskRefusal.NOT_FOUND
                : new Read.Marked(left.conversations().getOrDefault(conversation, 0), left.total());
    }

    @Override
    public Kept keep(ClientId id, ConversationId conversation, String text, Instant at) {
        Console console = holder(id, conversation);
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
                    .forEach(other -> other.tell(new ConsoleEvent.Drafted(kept)));
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
                LOG.debug("Drafts stay for a while: {}", e.getMessage());
            }
        }
    }

    /// Removes drafts that nobody has changed for a week.
    void forgetOldDrafts() {
        drafts.forgetThrough(clock.instant().minus(DRAFT_LIFE));
    }
}
