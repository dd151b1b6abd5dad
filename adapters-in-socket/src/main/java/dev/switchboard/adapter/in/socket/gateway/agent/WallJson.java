package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.WatchWall.AgentLine;
import dev.switchboard.application.port.in.handoff.WatchWall.ChatLine;
import dev.switchboard.application.port.in.handoff.WatchWall.Lines;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueLine;
import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the state of a tenant's wall.
final class WallJson {

    private WallJson() {}

    static ServerEvent snapshot(ConsoleEvent.WallSnapshot snapshot) {
        return ServerEvent.of("desk.snapshot", lines(snapshot.version(), snapshot.lines()));
    }

    static ServerEvent update(ConsoleEvent.WallUpdate update) {
        ObjectNode event = lines(update.version(), update.lines());
        ObjectNode removed = event.putObject("removed");
        ArrayNode agents = removed.putArray("agents");
        update.agents().forEach(agent -> agents.add(agent.value()));
        ArrayNode chats = removed.putArray("chats");
        update.chats().forEach(chat -> chats.add(chat.value()));
        return ServerEvent.of("desk.update", event);
    }

    private static ObjectNode lines(long version, Lines lines) {
        ObjectNode event = DeskJson.object().put("version", version);
        ArrayNode queues = event.putArray("queues");
        lines.queues().forEach(line -> queues.add(queue(line)));
        ArrayNode agents = event.putArray("agents");
        lines.agents().forEach(line -> agents.add(agent(line)));
        ArrayNode chats = event.putArray("chats");
        lines.chats().forEach(line -> chats.add(chat(line)));
        return event;
    }

    private static ObjectNode queue(QueueLine line) {
        String queue = line.queue().value();
        ObjectNode event =
                DeskJson.object()
                        .put("queueId", queue)
                        .put("name", queue)
                        .put("waiting", line.waiting())
                        .put("offered", line.offered())
                        .put("oldestSince", time(line.oldestSince()))
                        .put("active", line.active());
        event.putObject("targets")
                .put("answerWithin", seconds(line.goals().answerWithin()))
                .put("replyWithin", seconds(line.goals().replyWithin()));
        QueueDay today = line.today();
        if (today == null) {
            event.putNull("today");
        } else {
            event.putObject("today")
                    .put("asked", today.asked())
                    .put("answered", today.answered())
                    .put("answeredInTime", today.inTime())
                    .put("abandoned", today.abandoned())
                    .put("answerP50", seconds(today.half()))
                    .put("answerP90", seconds(today.most()));
        }
        return event;
    }

    private static @Nullable Long seconds(@Nullable Duration within) {
        return within == null ? null : within.toSeconds();
    }

    private static ObjectNode agent(AgentLine line) {
        return DeskJson.object()
                .put("agentId", line.agent().value())
                .put("name", line.name())
                .put("kind", line.kind().name())
                .put("state", line.state())
                .put("since", DeskJson.time(line.since()))
                .put("consoles", line.consoles())
                .put("chats", line.chats())
                .put("offers", line.offers())
                .put("wrapUps", line.wrapUps())
                .put("wrapUpUntil", time(line.wrapUpUntil()))
                .put("limit", line.maxChats());
    }

    private static ObjectNode chat(ChatLine line) {
        Leased handoff = line.handoff();
        ObjectNode chat =
                DeskJson.object()
                        .put("conversationId", handoff.conversation().value())
                        .put("handoffId", handoff.id().value())
                        .put("version", handoff.version())
                        .put("agentId", handoff.lease().agent().value())
                        .put("queueId", handoff.queue().value())
                        .put("system", handoff.details().system());
        chat.set("customer", DeskJson.customer(handoff.details().customer()));
        chat.set("tags", DeskJson.tags(handoff.details().tags()));
        return chat.put("since", DeskJson.time(handoff.lease().since()))
                .put("unansweredSince", time(line.unansweredSince()));
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : DeskJson.time(at);
    }
}
