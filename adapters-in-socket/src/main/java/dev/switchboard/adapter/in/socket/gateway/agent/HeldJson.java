package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Beat;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Reachable;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the state of the conversations that an agent holds or wraps up.
final class HeldJson {

    private final DeskJson json;

    /// @param json writes the messages
    HeldJson(DeskJson json) {
        this.json = json;
    }

    ObjectNode held(Held held) {
        return DeskJson.object()
                .put("conversationId", held.conversation().value())
                .setAll(lease(held))
                .put("seq", held.seq())
                .setAll(details(held));
    }

    /// The answer to the agent who got the conversation.
    ObjectNode got(Held held) {
        ObjectNode ack = DeskJson.object();
        ack.set("lease", lease(held).put("heartbeatSeconds", json.heartbeatSeconds));
        ack.put("conversationId", held.conversation().value()).put("seq", held.seq());
        return ack.setAll(details(held));
    }

    static ObjectNode lease(Held held) {
        Lease lease = held.handoff().lease();
        return DeskJson.object()
                .put("leaseId", lease.id().value())
                .put("version", held.handoff().version())
                .put("expiresAt", DeskJson.time(lease.expiresAt()));
    }

    static ObjectNode beat(Beat beat) {
        return switch (beat) {
            case Beat.Renewed(var lease, var version, var expiresAt) ->
                    DeskJson.object()
                            .put("leaseId", lease.value())
                            .put("version", version)
                            .put("expiresAt", DeskJson.time(expiresAt));
            case Beat.Over(var lease, var why) -> lost(lease.value(), why);
        };
    }

    static ObjectNode lost(String lease, Lost why) {
        return DeskJson.object()
                .put("leaseId", lease)
                .put("lost", true)
                .put("reason", DeskJson.lower(why));
    }

    /// The customer of a held conversation, since when it is held, and its last messages.
    ObjectNode details(Held held) {
        Leased handoff = held.handoff();
        ObjectNode details =
                DeskJson.object()
                        .put("handoffId", handoff.id().value())
                        .put("queueId", handoff.queue().value())
                        .put("system", handoff.details().system());
        details.set("customer", DeskJson.customer(handoff.details().customer()));
        details.set("tags", DeskJson.tags(handoff.details().tags()));
        details.put("since", DeskJson.time(handoff.lease().since()))
                .put("lastText", json.text(held.last()));
        put(details, "lastUserAt", held.userAt());
        put(details, "lastAgentAt", held.agentAt());
        Reachable reachable = held.reachable();
        if (reachable != null) {
            details.put("replyUntil", DeskJson.time(reachable.until()))
                    .put("replyWindowSeconds", reachable.window().length().toSeconds());
        }
        return details;
    }

    private static void put(ObjectNode to, String name, @Nullable Instant at) {
        if (at != null) {
            to.put(name, DeskJson.time(at));
        }
    }

    /// Writes all that is known of the customer.
    static ObjectNode customer(Customer customer) {
        ObjectNode facts = DeskJson.object();
        facts.set("customer", DeskJson.customer(customer));
        facts.set("attributes", attributes(customer));
        return facts;
    }

    private static JsonNode attributes(Customer customer) {
        return JsonMapper.shared().readTree(customer.attributes().text());
    }

    ServerEvent snapshot(ConsoleEvent.ContextSnapshot snapshot) {
        Held held = snapshot.held();
        List<Recorded> messages = snapshot.shown().messages();
        boolean empty = messages.isEmpty();
        ObjectNode event =
                DeskJson.object()
                        .put("conversationId", held.conversation().value())
                        .put("from", empty ? held.seq() + 1 : messages.getFirst().message().seq())
                        .put("to", empty ? held.seq() : messages.getLast().message().seq())
                        .put("seq", held.seq())
                        .put("complete", snapshot.shown().complete());
        event.set("messages", json.messages(messages));
        event.setAll(details(held));
        event.set("attributes", attributes(held.handoff().details().customer()));
        event.set("lease", lease(held));
        return ServerEvent.of("context.snapshot", event);
    }

    /// The member `wrapUps`.
    static ObjectNode wrapUps(List<WrapUp> all) {
        ObjectNode event = DeskJson.object();
        ArrayNode array = event.putArray("wrapUps");
        all.forEach(wrapUp ->
                array.addObject()
                        .put("conversationId", wrapUp.conversation().value())
                        .put("leaseId", wrapUp.lease().value())
                        .put("queueId", wrapUp.queue().value())
                        .put("until", DeskJson.time(wrapUp.until())));
        return event;
    }
}
