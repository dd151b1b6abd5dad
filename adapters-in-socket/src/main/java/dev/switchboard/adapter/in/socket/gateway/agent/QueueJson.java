package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.QueueTarget;
import dev.switchboard.domain.handoff.Handoff;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the state of queues and of transfer targets.
final class QueueJson {

    /// The levels of customers of equal urgency: those who were with an agent before, and all
    /// others.
    private static final int LEVELS = 2;

    private volatile @Nullable Written written;

    private record Written(ConsoleEvent.QueueUpdate update, ServerEvent event) {}

    ServerEvent snapshot(ConsoleEvent.QueueSnapshot snapshot) {
        ObjectNode event =
                DeskJson.object()
                        .put("queueId", snapshot.queue().value())
                        .put("version", snapshot.version())
                        .put("depth", snapshot.depth());
        Instant oldest = snapshot.oldestSince();
        event.put("oldestSince", oldest == null ? null : DeskJson.time(oldest));
        ArrayNode items = event.putArray("items");
        snapshot.items().forEach(item -> items.add(item(item)));
        return ServerEvent.of("queue.snapshot", event);
    }

    /// An update goes to one console after another, so its event is written once.
    ServerEvent update(ConsoleEvent.QueueUpdate update) {
        Written known = written;
        if (known == null || !known.update().equals(update)) {
            known = new Written(update, written(update));
            written = known;
        }
        return known.event();
    }

    private ServerEvent written(ConsoleEvent.QueueUpdate update) {
        ObjectNode event =
                DeskJson.object()
                        .put("queueId", update.queue().value())
                        .put("version", update.version())
                        .put("depth", update.depth());
        ArrayNode array = event.putArray("changes");
        for (ConsoleEvent.QueueChange change : update.changes()) {
            Handoff.Queued now = change.now();
            ObjectNode written =
                    array.addObject()
                            .put(
                                    "op",
                                    now == null ? "removed" : change.added() ? "added" : "changed")
                            .put("handoffId", change.handoff().value());
            if (now != null) {
                written.set("item", item(now));
            }
        }
        return ServerEvent.of("queue.update", event);
    }

    /// The queues and colleagues that conversations may be transferred to.
    static ObjectNode targets(Targets targets) {
        ObjectNode written = DeskJson.object();
        ArrayNode queues = written.putArray("queues");
        for (QueueTarget target : targets.queues()) {
            String queue = target.queue().value();
            Instant oldest = target.oldestSince();
            queues.addObject()
                    .put("queueId", queue)
                    .put("name", queue)
                    .put("depth", target.depth())
                    .put("oldestSince", oldest == null ? null : DeskJson.time(oldest));
        }
        put(targets.agents(), written.putArray("agents"));
        put(targets.others(), written.putArray("others"));
        return written;
    }

    private static void put(List<AgentTarget> targets, ArrayNode to) {
        for (AgentTarget target : targets) {
            to.addObject()
                    .put("agentId", target.agent().value())
                    .put("name", target.name())
                    .put("kind", target.kind().name())
                    .put("state", target.state())
                    .put("chats", target.chats())
                    .put("limit", target.maxChats());
        }
    }

    /// The greater, the sooner: first by what supervisors say, then by who was with an agent.
    private static int rank(Handoff.Queued handoff) {
        return LEVELS * handoff.details().priority().level() + handoff.place().priority();
    }

    private static ObjectNode item(Handoff.Queued handoff) {
        ObjectNode item =
                DeskJson.object()
                        .put("handoffId", handoff.id().value())
                        .put("version", handoff.version())
                        .put("conversationId", handoff.conversation().value())
                        .put("system", handoff.details().system());
        item.set("customer", DeskJson.customer(handoff.details().customer()));
        item.put("reason", handoff.details().reason())
                .put("priority", rank(handoff))
                .put("urgency", DeskJson.lower(handoff.details().priority()))
                .put("waitingSince", DeskJson.time(handoff.place().since()));
        item.set("tags", DeskJson.tags(handoff.details().tags()));
        switch (handoff) {
            case Handoff.Waiting _ -> item.put("state", "waiting");
            case Handoff.Offered offered ->
                    item.put("state", "offered")
                            .put("offeredTo", offered.agent().value())
                            .put("deadline", DeskJson.time(offered.deadline()));
        }
        return item;
    }
}
