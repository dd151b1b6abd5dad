package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The desk's ports, which record their calls and give the answers of the test.
final class FakeDesk
        implements ServeConsoles,
                AcceptHandoffs,
                SendAgentMessages,
                KeepDrafts,
                TransferConversations,
                TagConversations,
                WatchDesk,
                ReadHistory,
                SearchMessages,
                ReadFigures,
                WatchWall,
                SuperviseHandoffs,
                SuperviseAgents {

    final List<Object> asked = new ArrayList<>();
    final Map<SessionKey, ClientSession> sessions = new HashMap<>();
    boolean away;
    boolean broken;
    boolean crowded;
    Arrived arrived = Arrived.DONE;
    Consumer<ConsoleLine> welcome = _ -> {};
    Accepted accepted = DeskRefusal.GONE;
    Prioritised prioritised = DeskRefusal.GONE;
    Emptied emptied = DeskRefusal.NOT_FOUND;
    Assigned assigned = DeskRefusal.GONE;
    Declined declined = new Declined.Done();
    SendResult sent = DeskRefusal.NOT_FOUND;
    Kept kept = DeskRefusal.NOT_FOUND;
    Read read = DeskRefusal.NOT_FOUND;
    @Nullable DeskRefusal typing;
    Given given = DeskRefusal.NOT_FOUND;
    Tagged tagged = DeskRefusal.NOT_FOUND;
    List<WrapUp> wrapUps = List.of();
    Targets targets = new Targets(List.of(), List.of(), List.of());
    Watching watching = DeskRefusal.NOT_FOUND;
    Shown shown = DeskRefusal.FORBIDDEN;
    Optional<Slice> context = Optional.empty();
    Optional<Formers> formers = Optional.empty();
    @Nullable Figures figures = Figures.NONE;
    boolean searchable = true;
    Found found = DeskRefusal.NOTHING_ASKED;
    Optional<AgentReadiness> chosen = Optional.empty();
    Choices choices = DeskRefusal.NOT_FOUND;
    Chosen chosenFor = DeskRefusal.NOT_FOUND;

    private void note(Object question) {
        asked.add(question);
        if (away) {
            throw new StoreUnavailableException("away");
        }
        if (broken) {
            throw new IllegalStateException("our bug");
        }
    }

    @Override
    public Optional<ClientSession> recall(SessionKey key, Agent agent) {
        note("recall for " + agent.id());
        return Optional.ofNullable(sessions.get(key));
    }

    @Override
    public boolean hasRoom(Agent agent) {
        return !crowded;
    }

    @Override
    public Arrived arrive(Arrival arrival) {
        note(arrival);
        if (arrived == Arrived.DONE) {
            welcome.accept(arrival.line());
        }
        return arrived;
    }

    @Override
    public void drained(ClientId console) {
        asked.add("drained");
    }

    @Override
    public void leave(ClientId console, ConsoleLine line, Leaving leaving) {
        note(leaving);
    }

    @Override
    public Accepted accept(ClientId console, HandoffId handoff, long version) {
        note("accept " + handoff + "@" + version);
        return accepted;
    }

    @Override
    public Declined decline(ClientId console, HandoffId handoff, long version, String reason) {
        note("decline " + handoff + "@" + version + " " + reason);
        return declined;
    }

    @Override
    public Duration renewal() {
        return Duration.ofSeconds(30);
    }

    /// Renews the first lease; the others have ended.
    @Override
    public List<Beat> heartbeat(ClientId console, List<LeaseId> leases) {
        note(leases);
        List<Beat> beats = new ArrayList<>();
        for (LeaseId lease : leases) {
            beats.add(
                    beats.isEmpty()
                            ? new Beat.Renewed(lease, 4, Instant.EPOCH)
                            : new Beat.Over(lease, ConsoleLine.ConsoleEvent.Lost.EXPIRED));
        }
        return beats;
    }

    @Override
    public SendResult say(ClientId console, MessageCommand command) {
        note(command);
        return sent;
    }

    @Override
    public SendResult note(ClientId console, NoteCommand command) {
        note(command);
        return sent;
    }

    @Override
    public Kept keep(ClientId console, ConversationId conversation, String text, Instant at) {
        note("draft " + conversation + " " + text + "@" + at);
        return kept;
    }

    @Override
    public Optional<DeskRefusal> typing(
            ClientId console, ConversationId conversation, boolean active) {
        note("typing " + conversation + " " + active);
        return Optional.ofNullable(typing);
    }

    @Override
    public Read read(ClientId console, ConversationId conversation, long seq) {
        note("read " + conversation + "@" + seq);
        return read;
    }

    @Override
    public Targets targets(ClientId console) {
        note("targets");
        return targets;
    }

    @Override
    public List<WrapUp> endWrapUps(ClientId console, List<LeaseId> leases) {
        note("wrapped up");
        note(leases);
        return wrapUps;
    }

    @Override
    public Given transfer(ClientId console, LeaseCommand leave, Destination to) {
        note(leave);
        note(to);
        return given;
    }

    @Override
    public Given end(
            ClientId console,
            LeaseCommand leave,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> tags) {
        note(leave);
        note("outcome " + outcome + " tags " + tags);
        return given;
    }

    @Override
    public Tagged tag(ClientId console, Tagging tagging) {
        note(tagging);
        return tagged;
    }

    @Override
    public Set<QueueId> watchQueues(ClientId console, @Nullable Set<QueueId> queues) {
        note("watch queues " + queues);
        return Set.of(QueueId.DEFAULT, new QueueId("billing"));
    }

    @Override
    public Watching watch(ClientId console, ConversationId conversation, @Nullable Long after) {
        note("watch " + conversation + "@" + after);
        return watching;
    }

    @Override
    public void unwatch(ClientId console, ConversationId conversation) {
        note("unwatch " + conversation);
    }

    @Override
    public Shown watch(ClientId console, @Nullable ZoneId zone) {
        note("watch wall from midnight in " + zone);
        return shown;
    }

    @Override
    public void unwatch(ClientId console) {
        note("unwatch wall");
    }

    @Override
    public Accepted take(ClientId console, Directive directive) {
        note(directive);
        return accepted;
    }

    @Override
    public Assigned assign(ClientId console, Directive directive, Destination to) {
        note(directive);
        note(to);
        return assigned;
    }

    @Override
    public Emptied empty(ClientId console, Emptying emptying) {
        note(emptying);
        return emptied;
    }

    @Override
    public Prioritised prioritise(ClientId console, Ranking ranking) {
        note(ranking);
        return prioritised;
    }

    @Override
    public Optional<Slice> context(
            ClientId console, ConversationId conversation, @Nullable Long before, int limit) {
        note("context " + conversation + "<" + before + "#" + limit);
        return context;
    }

    @Override
    public Counted queues(TenantId tenant, ReadFigures.FigureQuery query) {
        throw new UnsupportedOperationException("only supervisors are told, by REST");
    }

    @Override
    public Counted agents(TenantId tenant, ReadFigures.FigureQuery query) {
        throw new UnsupportedOperationException("only supervisors are told, by REST");
    }

    @Override
    public Mine mine(Agent agent, @Nullable LocalDate day, ZoneId zone) {
        note("figures of " + agent.id() + " " + day + " " + zone);
        return new Mine(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400), figures);
    }

    @Override
    public Optional<Formers> formers(
            ClientId console, ConversationId conversation, @Nullable Long before, int limit) {
        note("formers " + conversation + "<" + before + "#" + limit);
        return formers;
    }

    @Override
    public boolean isOn() {
        return searchable;
    }

    @Override
    public Found search(ClientId console, SearchMessages.SearchQuery query) {
        note(query);
        return found;
    }

    @Override
    public Found find(TenantId tenant, SearchMessages.SearchQuery query) {
        throw new UnsupportedOperationException("no console is concerned");
    }

    @Override
    public Choices choices(ClientId console, AgentId agent) {
        note("choices of " + agent);
        return choices;
    }

    @Override
    public Chosen choose(ClientId console, Choice choice) {
        note(choice);
        return chosenFor;
    }

    @Override
    public Optional<AgentReadiness> choose(ClientId console, long profileId, long stateId) {
        note("choose " + profileId + "/" + stateId);
        return chosen;
    }
}
