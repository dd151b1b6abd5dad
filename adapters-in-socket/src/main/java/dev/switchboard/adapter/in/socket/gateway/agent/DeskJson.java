package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.PresenceText;
import dev.switchboard.adapter.in.socket.presence.PresenceText.Marks;
import dev.switchboard.adapter.in.socket.socketio.Argument;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the events for consoles, in the shapes of `docs/protocol/agent-desk.md`.
public final class DeskJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Map<String, ConsoleRenderer> systems;
    private final LinkMedia media;
    private final boolean search;

    /// How often consoles should renew their leases.
    final long heartbeatSeconds;

    /// Writes the events of queues.
    final QueueJson queues = new QueueJson();

    /// Writes the conversations that an agent holds.
    final HeldJson held = new HeldJson(this);

    /// @param media makes links, valid for a day, for attachments without an address
    /// @param search whether messages can be found by their words
    /// @param heartbeat how often consoles should renew their leases
    public DeskJson(
            Collection<? extends ConsoleRenderer> systems,
            LinkMedia media,
            boolean search,
            Duration heartbeat) {
        this.media = media;
        this.search = search;
        this.heartbeatSeconds = heartbeat.toSeconds();
        this.systems =
                systems.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ConsoleRenderer::origin, Function.identity()));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Writes a time. All texts have one length, so consoles may sort them.
    static String time(Instant at) {
        return TIME.format(at);
    }

    ServerEvent ready(ConsoleEvent.Ready ready, AgentConsole agentConsole) {
        AgentConsole.Grant grant = agentConsole.grant();
        ObjectNode event = object().put("agentId", ready.agent().value()).put("name", ready.name());
        ArrayNode roles = event.putArray("roles");
        grant.roles().stream().map(Enum::name).sorted().forEach(roles::add);
        ArrayNode may = event.putArray("may");
        AgentCommandParser.commands(grant.supervises(), search).forEach(may::add);
        event.put("expiresAt", time(grant.expiresAt()));
        event.put("recovered", ready.recovered());
        event.set("availability", AvailabilityJson.of(ready.availability()));
        event.set("states", AvailabilityJson.states(ready.choices()));
        event.set("limits", AgentCommandParser.limits().put("chats", ready.maxChats()));
        event.put("heartbeatSeconds", heartbeatSeconds);
        ArrayNode queues = event.putArray("queues");
        ready.queues()
                .forEach((queue, depth) ->
                        queues.addObject()
                                .put("queueId", queue.value())
                                .put("name", queue.value())
                                .put("depth", depth));
        ArrayNode leases = event.putArray("leases");
        ready.leases().forEach(held -> leases.add(this.held.held(held)));
        ArrayNode offers = event.putArray("offers");
        ready.offers().forEach(offer -> offers.add(offer(offer)));
        ArrayNode drafts = event.putArray("drafts");
        ready.drafts().forEach(draft -> drafts.add(draft(draft)));
        event.setAll(HeldJson.wrapUps(ready.wrapUps()));
        event.set("unread", unread(ready.unread()));
        return ServerEvent.of("agent.ready", event);
    }

    String text(@Nullable Message last) {
        return last == null ? "" : message(last).path("text").asString("");
    }

    static ObjectNode draft(ReplyDraft draft) {
        return object().put("conversationId", draft.conversation().value())
                .put("text", draft.text())
                .put("at", time(draft.at()));
    }

    /// Writes what the viewer may see.
    static ServerEvent presence(
            ConsolePresence.Watch watch, long seq, Collection<Item> items, Marks marks) {
        String text = PresenceText.write("{", watch.topic(), seq, items, watch.viewer(), marks);
        return ServerEvent.of("presence.update", List.of(new Argument.Text(text)));
    }

    static ObjectNode customer(Customer customer) {
        return object().put("id", customer.id()).put("name", customer.name());
    }

    static ArrayNode tags(Tags tags) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        tags.ids().forEach(id -> array.add(id.value()));
        return array;
    }

    ObjectNode offer(ConsoleEvent.Offer offer) {
        Handoff.Offered handoff = offer.handoff();
        ObjectNode event =
                object().put("handoffId", handoff.id().value())
                        .put("version", handoff.version())
                        .put("conversationId", handoff.conversation().value())
                        .put("queueId", handoff.queue().value())
                        .put("deadline", time(handoff.deadline()));
        ObjectNode summary = event.putObject("summary");
        summary.set("customer", customer(handoff.details().customer()));
        summary.put("lastText", text(offer.last()));
        summary.put("messages", offer.messages());
        summary.set("tags", tags(handoff.details().tags()));
        return event;
    }

    static ServerEvent revoked(ConsoleEvent.Revoked revoked) {
        return ServerEvent.of(
                "handoff.revoked",
                object().put("handoffId", revoked.handoff().value())
                        .put("version", revoked.version())
                        .put("reason", lower(revoked.why())));
    }

    static ServerEvent leaseLost(ConsoleEvent.LeaseLost lost) {
        return ServerEvent.of(
                "lease.lost",
                object().put("conversationId", lost.conversation().value())
                        .put("leaseId", lost.lease().value())
                        .put("reason", lower(lost.why())));
    }

    /// Writes messages, with the delivery states of those by agents.
    ArrayNode messages(List<Recorded> messages) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Recorded recorded : messages) {
            Message message = recorded.message();
            JsonNode content = content(message);
            ObjectNode written = message(message, content);
            array.add(written);
            if (AgentRenderer.isOwn(message.author().party(), content)) {
                recorded.deliveries().stream()
                        .findFirst()
                        .ifPresent(delivery -> written.setAll(standing(delivery)));
            }
        }
        return array;
    }

    static ServerEvent typing(ConsoleEvent.Typing typing) {
        ObjectNode event = object().put("conversationId", typing.conversation().value());
        event.set("author", author(typing.author(), null));
        return ServerEvent.of("typing", event.put("active", typing.active()));
    }

    static ServerEvent status(ConsoleEvent.Status status) {
        Message message = status.message();
        ObjectNode event =
                object().put("conversationId", message.conversation().value())
                        .put("id", id(message, content(message)))
                        .put("seq", message.seq())
                        .setAll(standing(status.delivery()));
        return ServerEvent.of("message.status", event);
    }

    private static ObjectNode standing(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Pending pending ->
                    object().put("status", pending.attempts() == 0 ? "accepted" : "retrying");
            case Delivery.Delivered _, Delivery.Answered _ -> object().put("status", "delivered");
            case Delivery.Parked parked -> parked(parked.reason());
            case Delivery.Discarded discarded -> parked(discarded.reason());
        };
    }

    private static ObjectNode parked(ParkReason reason) {
        return object().put("status", "parked").put("reason", reason.code());
    }

    static ObjectNode unread(ConsoleEvent.Unread unread) {
        ObjectNode event = object().put("total", unread.total());
        ObjectNode conversations = event.putObject("conversations");
        unread.conversations()
                .forEach((conversation, count) -> conversations.put(conversation.value(), count));
        return event.put("version", unread.version());
    }

    /// Returns the change that a recorded step of the handoff made; null if the message records
    /// none.
    static @Nullable ServerEvent conversationUpdate(Message message) {
        if (message.author().party() != Party.SYSTEM) {
            return null;
        }
        JsonNode step = content(message);
        if (!step.has("handoff")) {
            return null;
        }
        ObjectNode event =
                object().put("conversationId", message.conversation().value())
                        .put("seq", message.seq());
        event.set("state", step.path("state"));
        event.set("owner", step.path("owner"));
        event.set("version", step.path("version"));
        event.set("tags", step.has("tags") ? step.path("tags") : tags(Tags.NONE));
        return ServerEvent.of("conversation.update", event);
    }

    /// Returns a message as consoles see it.
    ObjectNode message(Message message) {
        return message(message, content(message));
    }

    private ObjectNode message(Message message, JsonNode content) {
        ObjectNode shown = shown(message, content);
        JsonNode name = shown == null ? null : shown.remove("name");
        ObjectNode written =
                object().put("conversationId", message.conversation().value())
                        .put("seq", message.seq())
                        .put("id", id(message, content));
        written.set("author", author(message.author(), name));
        if (shown == null) {
            written.put("type", "unsupported").set("raw", content);
        } else {
            written.setAll(shown);
            written.path("attachments").forEach(file -> link(file.asObject(), message.id()));
        }
        return written.put("at", time(message.at()));
    }

    private @Nullable ObjectNode shown(Message message, JsonNode content) {
        Party by = message.author().party();
        if (message.content().isErased()) {
            return null;
        }
        if (by == Party.SYSTEM) {
            return event(content);
        }
        if (AgentRenderer.isOwn(by, content)) {
            ObjectNode said = content.deepCopy().asObject();
            said.remove("id");
            return said.remove("to") == null ? said : said.put("audience", "holder");
        }
        ConsoleRenderer words = systems.get(message.conversation().origin());
        return words == null ? null : words.show(by, content);
    }

    /// A file without an id of its own is the message's own file.
    private void link(ObjectNode file, MessageId message) {
        if (!file.has("url")) {
            MediaId.named(file.path("mediaId").asString(message.value()))
                    .ifPresent(id -> file.put("mediaId", id.value()).put("url", media.link(id)));
        }
    }

    /// What a back end sends to a channel may be any JSON.
    private static @Nullable ObjectNode event(JsonNode content) {
        if (content.isString()) {
            return object().put("type", "text").put("text", content.asString());
        }
        if (!content.isObject()) {
            return null;
        }
        ObjectNode event = object().put("type", "event");
        String note = content.path("note").asString("");
        if (!note.isEmpty()) {
            event.put("text", note);
        }
        ObjectNode raw = content.deepCopy().asObject();
        raw.remove("type"); // of a step for agents alone: the type of its placeholder
        event.set("raw", raw);
        return event;
    }

    private static String id(Message message, JsonNode content) {
        return AgentRenderer.isOwn(message.author().party(), content)
                ? content.path("id").asString("")
                : message.id().value();
    }

    private static ObjectNode author(Author author, @Nullable JsonNode name) {
        ObjectNode written = object().put("kind", lower(author.party())).put("id", author.name());
        if (name != null) {
            written.set("name", name);
        }
        return written;
    }

    /// Returns the content with its note for agents.
    private static JsonNode content(Message message) {
        JsonNode content = JSON.readTree(message.content().text());
        AgentNote note = message.content().note();
        return note == null
                ? content
                : content.asObject().setAll(JSON.readTree(note.text()).asObject());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
