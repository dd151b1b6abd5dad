package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommands.Outcome;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.ReadHistory.Former;
import dev.switchboard.application.port.in.handoff.ReadHistory.Formers;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out the commands that read what was before, and returns the results.
public final class HistoryCommands {

    private final WatchDesk desk;
    private final ReadHistory history;
    private final SearchMessages search;
    private final ReadFigures figures;
    private final SupervisorCommands supervision;

    /// @param supervision records what supervisors read
    public HistoryCommands(
            WatchDesk desk,
            ReadHistory history,
            SearchMessages search,
            ReadFigures figures,
            SupervisorCommands supervision) {
        this.desk = desk;
        this.history = history;
        this.search = search;
        this.figures = figures;
        this.supervision = supervision;
    }

    /// @param json writes messages
    Outcome run(NamespaceSocket socket, AgentCommand.Past ask, DeskJson json) {
        ClientId console = new ClientId(socket.id());
        return switch (ask) {
            case AgentCommand.GetContext(var conversation, var before, var limit) -> {
                supervision.audit(socket, "conversation.read", conversation.value());
                yield orNotFound(
                        desk.context(console, conversation, before, limit)
                                .map(slice -> {
                                    ObjectNode ack = DeskJson.object();
                                    ack.set("messages", json.messages(slice.messages()));
                                    return ack.put("complete", slice.complete());
                                }));
            }
            case AgentCommand.ListFormers(var conversation, var before, var limit) -> {
                supervision.audit(socket, "conversation.handoffs", conversation.value());
                yield orNotFound(
                        history.formers(console, conversation, before, limit)
                                .map(HistoryCommands::formers));
            }
            case AgentCommand.SearchHistory(var query) -> {
                if (!search.isOn()) {
                    yield new Outcome.Failed(CommandFailure.UNKNOWN_EVENT);
                }
                AgentConsole whose = socket.attributes(AgentConsole.class);
                supervision.audit(socket, "conversation.search", whose.agent().tenant().value());
                yield switch (search.search(console, query)) {
                    case Found.Page page -> new Outcome.Done(found(page, json));
                    case DeskRefusal refusal -> AgentCommands.refused(refusal);
                };
            }
            case AgentCommand.GetFigures(var day, var zone) -> {
                AgentConsole whose = socket.attributes(AgentConsole.class);
                yield mine(figures.mine(whose.agent(), day, zone));
            }
        };
    }

    private static Outcome mine(ReadFigures.Mine day) {
        Figures figures = day.figures();
        if (figures == null) {
            return new Outcome.Failed(CommandFailure.LIMIT);
        }
        ObjectNode ack =
                DeskJson.object()
                        .put("from", DeskJson.time(day.from()))
                        .put("to", DeskJson.time(day.to()))
                        .put("accepted", figures.of(Count.ACCEPTED))
                        .put("declined", figures.of(Count.DECLINED))
                        .put("missed", figures.of(Count.MISSED))
                        .put("ended", figures.of(Count.ENDED))
                        .put("transferred", figures.of(Count.TRANSFERRED))
                        .put("lapsed", figures.of(Count.LAPSED));
        putSeconds(ack, "handleP50", figures.handling().half());
        putSeconds(ack, "handleP90", figures.handling().most());
        ObjectNode outcomes = ack.putObject("byOutcome");
        figures.outcomes().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .forEach(each -> outcomes.put(each.getKey().value(), each.getValue()));
        return new Outcome.Done(ack);
    }

    private static void putSeconds(ObjectNode ack, String field, @Nullable Duration duration) {
        if (duration != null) {
            ack.put(field, duration.toSeconds());
        }
    }

    private static Outcome orNotFound(Optional<ObjectNode> ack) {
        return ack.<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Failed(CommandFailure.NOT_FOUND));
    }

    private static ObjectNode found(Found.Page page, DeskJson json) {
        ObjectNode ack = DeskJson.object();
        ArrayNode hits = ack.putArray("hits");
        page.hits().forEach(hit -> hits.add(hit(hit, json)));
        Place next = page.next();
        if (next != null) {
            ack.putObject("next")
                    .put("began", DeskJson.time(next.began()))
                    .put("conversationId", next.piece().conversation().value())
                    .put("piece", next.piece().number());
        }
        return ack.put("complete", page.complete());
    }

    private static ObjectNode hit(Hit hit, DeskJson json) {
        Message message = hit.recorded().message();
        ObjectNode shown = json.message(message);
        ObjectNode written =
                DeskJson.object()
                        .put("conversationId", message.conversation().value())
                        .put("seq", message.seq())
                        .put("messageId", message.id().value())
                        .put("at", DeskJson.time(message.at()));
        written.set("customer", DeskJson.customer(hit.customer()));
        written.set("author", shown.path("author"));
        written.put("snippet", hit.snippet());
        ArrayNode marks = written.putArray("marks");
        hit.marks().forEach(mark -> marks.addArray().add(mark.from()).add(mark.to()));
        return written.put("parked", hit.isParked());
    }

    private static ObjectNode formers(Formers page) {
        ObjectNode ack = DeskJson.object();
        ArrayNode handoffs = ack.putArray("handoffs");
        page.handoffs().forEach(former -> handoffs.add(former(former)));
        return page.next() == null ? ack : ack.put("next", page.next());
    }

    private static ObjectNode former(Former former) {
        ObjectNode written = DeskJson.object().put("handoffId", former.handoff().value());
        if (former.queue() != null) {
            written.put("queueId", former.queue().value());
        }
        if (former.agent() != null) {
            written.put("agent", former.agent().value());
        }
        written.put("askedAt", DeskJson.time(former.askedAt()))
                .put("endedAt", DeskJson.time(former.endedAt()));
        if (former.outcome() != null) {
            written.put("outcome", former.outcome().value());
        }
        written.set("tags", DeskJson.tags(new Tags(former.tags())));
        return written.put("from", former.from()).put("to", former.to());
    }
}
