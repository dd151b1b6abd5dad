package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.handoff.GiveAway.Destination;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads what consoles ask for. Unknown members are left out; each known one must be as documented,
/// or the command is refused by its name.
final class AskReader {

    private static final int MAX_ID = 200;
    private static final int MAX_CONVERSATION = 300;
    private static final int MAX_NOTE = 4_000;
    private static final int MAX_TOKEN = 16_384;
    private static final int MAX_URL = 2_048;
    private static final int MAX_LIST = 200;
    private static final int MAX_CONTEXT = 200;
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_OPTIONS = 50;

    private static final Map<String, Function<AskReader, Ask>> COMMANDS =
            Map.ofEntries(
                    Map.entry("queue.watch", AskReader::watchQueues),
                    Map.entry("handoff.accept", AskReader::accept),
                    Map.entry("handoff.decline", AskReader::decline),
                    Map.entry("lease.heartbeat", AskReader::heartbeat),
                    Map.entry("message.send", AskReader::say),
                    Map.entry("typing", it -> new Ask.Type(it.conversation(), it.flag("active"))),
                    Map.entry(
                            "message.read", it -> new Ask.Read(it.conversation(), it.count("seq"))),
                    Map.entry("conversation.transfer", AskReader::transfer),
                    Map.entry("conversation.end", AskReader::end),
                    Map.entry(
                            "conversation.watch",
                            it -> new Ask.Watch(it.conversation(), it.optionalCount("after"))),
                    Map.entry("conversation.unwatch", it -> new Ask.Unwatch(it.conversation())),
                    Map.entry("context.get", AskReader::context),
                    Map.entry("availability.set", AskReader::availability),
                    Map.entry(
                            "presence.watch",
                            it ->
                                    new Ask.WatchPresence(
                                            it.texts("paths"), it.optionalCount("after"))),
                    Map.entry("presence.unwatch", it -> new Ask.UnwatchPresence(it.texts("paths"))),
                    Map.entry(
                            "auth.refresh",
                            it -> new Ask.Refresh(new Secret(it.text("token", MAX_TOKEN)))));

    private final JsonNode given;

    private AskReader(JsonNode given) {
        this.given = given;
    }

    /// @param args the event's arguments: one object, or nothing where nothing is required
    /// @return null if there is no such command
    /// @throws InvalidValueException naming the member that is wrong, `payload` if it is no object
    static @Nullable Ask read(String event, List<JsonNode> args) {
        Function<AskReader, Ask> command = COMMANDS.get(event);
        if (command == null) {
            return null;
        }
        JsonNode given = args.isEmpty() ? JsonNodeFactory.instance.objectNode() : args.getFirst();
        if (!given.isObject()) {
            throw invalid("payload");
        }
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (holdsBinary(member.getValue())) {
                throw invalid(member.getKey());
            }
        }
        return command.apply(new AskReader(given));
    }

    /// The depth of a packet is bounded, and so is this.
    private static boolean holdsBinary(JsonNode value) {
        return value.isBinary() || value.valueStream().anyMatch(AskReader::holdsBinary);
    }

    private Ask watchQueues() {
        return new Ask.WatchQueues(given.hasNonNull("queues") ? queues() : null);
    }

    private Set<QueueId> queues() {
        Set<QueueId> queues = new LinkedHashSet<>();
        for (String queue : texts("queues")) {
            try {
                queues.add(new QueueId(queue));
            } catch (InvalidValueException _) {
                throw invalid("queues");
            }
        }
        return queues;
    }

    private Ask accept() {
        return new Ask.Accept(handoff(), count("version"));
    }

    private Ask decline() {
        return new Ask.Decline(handoff(), count("version"), orEmpty("reason", MAX_ID));
    }

    /// Which version the console knows of a lease changes nothing, but it is to say.
    private Ask heartbeat() {
        List<LeaseId> leases = new ArrayList<>();
        for (JsonNode item : list(given, "leases", MAX_LIST)) {
            AskReader held = new AskReader(item);
            leases.add(held.lease());
            held.count("version");
        }
        return new Ask.Heartbeat(List.copyOf(leases));
    }

    private Ask say() {
        return new Ask.Say(conversation(), lease(), id("id"), content());
    }

    /// What is journaled: the members that we know, in one order, so that a repeat is the same
    /// text.
    private Content.Json content() {
        String type = text("type", MAX_ID);
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("id", id("id")).put("type", type);
        String said = saidText(type.equals("attachment"));
        if (said != null) {
            content.put("text", said);
        }
        switch (type) {
            case "text" -> {}
            case "attachment" -> content.set("attachments", attachments());
            case "choice" -> content.set("options", options());
            default -> throw invalid("type");
        }
        if (given.hasNonNull("replyTo")) {
            content.put("replyTo", id("replyTo"));
        }
        return new Content.Json(content.toString());
    }

    private @Nullable String saidText(boolean mayLack) {
        JsonNode said = given.path("text");
        if (mayLack && (said.isMissingNode() || said.isNull())) {
            return null;
        }
        if (!said.isString() || said.stringValue().isBlank()) {
            throw invalid("text");
        }
        if (said.stringValue().getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new InvalidValueException("text", Reason.TOO_LONG);
        }
        return said.stringValue();
    }

    private JsonNode attachments() {
        var attachments = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : filled("attachments", MAX_ATTACHMENTS)) {
            attachments.add(attachment(new AskReader(item)));
        }
        return attachments;
    }

    private static ObjectNode attachment(AskReader item) {
        ObjectNode attachment = JsonNodeFactory.instance.objectNode();
        String media = item.optional("mediaId", MAX_ID);
        String url = item.optional("url", MAX_URL);
        boolean onTheWeb = url != null && (url.startsWith("https://") || url.startsWith("http://"));
        if (media == null ? !onTheWeb : url != null) {
            throw invalid("attachments");
        }
        put(attachment, "mediaId", media);
        put(attachment, "url", url);
        put(attachment, "name", item.optional("name", MAX_ID));
        put(attachment, "mimeType", item.optional("mimeType", MAX_ID));
        if (item.given.hasNonNull("size")) {
            attachment.put("size", item.count("size"));
        }
        return attachment;
    }

    private JsonNode options() {
        var options = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : filled("options", MAX_OPTIONS)) {
            AskReader option = new AskReader(item);
            options.addObject()
                    .put("id", option.text("id", MAX_ID))
                    .put("title", option.text("title", MAX_ID));
        }
        return options;
    }

    private Ask transfer() {
        return new Ask.Transfer(
                conversation(), lease(), id("id"), destination(), orEmpty("note", MAX_NOTE));
    }

    private Destination destination() {
        JsonNode to = given.path("to");
        if (!to.isObject() || to.size() != 1) {
            throw invalid("to");
        }
        AskReader named = new AskReader(to);
        return switch (to.propertyNames().iterator().next()) {
            case "agentId" -> new Destination.ToAgent(new AgentId(named.id("agentId")));
            case "queueId" -> new Destination.ToQueue(new QueueId(named.id("queueId")));
            case "bot" -> {
                if (!named.flag("bot")) {
                    throw invalid("to");
                }
                yield new Destination.ToBot();
            }
            default -> throw invalid("to");
        };
    }

    private Ask end() {
        return new Ask.End(conversation(), lease(), id("id"), orEmpty("reason", MAX_ID));
    }

    private Ask context() {
        Long limit = optionalCount("limit");
        if (limit != null && (limit < 1 || limit > MAX_CONTEXT)) {
            throw invalid("limit");
        }
        int most = limit == null ? MAX_CONTEXT : limit.intValue();
        return new Ask.GetContext(conversation(), optionalCount("before"), most);
    }

    private Ask availability() {
        return new Ask.ChooseAvailability(
                count("availabilityProfileId"), count("availabilityStateId"));
    }

    private ConversationId conversation() {
        String name = text("conversationId", MAX_CONVERSATION);
        try {
            return ConversationId.named(name);
        } catch (InvalidValueException _) {
            throw invalid("conversationId");
        }
    }

    private HandoffId handoff() {
        return new HandoffId(id("handoffId"));
    }

    private LeaseId lease() {
        return new LeaseId(id("leaseId"));
    }

    private String id(String field) {
        return text(field, MAX_ID);
    }

    private String text(String field, int most) {
        JsonNode value = given.path(field);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw invalid(field);
        }
        if (value.stringValue().length() > most) {
            throw invalid(field);
        }
        return value.stringValue();
    }

    private @Nullable String optional(String field, int most) {
        return given.hasNonNull(field) ? text(field, most) : null;
    }

    private String orEmpty(String field, int most) {
        String given = optional(field, most);
        return given == null ? "" : given;
    }

    private boolean flag(String field) {
        JsonNode value = given.path(field);
        if (!value.isBoolean()) {
            throw invalid(field);
        }
        return value.booleanValue();
    }

    private long count(String field) {
        JsonNode value = given.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw invalid(field);
        }
        return value.longValue();
    }

    private @Nullable Long optionalCount(String field) {
        return given.hasNonNull(field) ? (Long) count(field) : null;
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(given, field, MAX_LIST)) {
            if (!item.isString() || item.stringValue().isEmpty()) {
                throw invalid(field);
            }
            texts.add(item.stringValue());
        }
        return List.copyOf(texts);
    }

    private JsonNode filled(String field, int most) {
        JsonNode items = given.path(field);
        if (!items.isArray()
                || items.isEmpty()
                || !items.valueStream().allMatch(JsonNode::isObject)) {
            throw invalid(field);
        }
        if (items.size() > most) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
        return items;
    }

    private static JsonNode list(JsonNode given, String field, int most) {
        JsonNode items = given.path(field);
        if (!items.isArray() || items.size() > most) {
            throw invalid(field);
        }
        return items;
    }

    private static void put(ObjectNode to, String field, @Nullable String value) {
        if (value != null) {
            to.put(field, value);
        }
    }

    private static InvalidValueException invalid(String field) {
        return new InvalidValueException(field, Reason.INVALID);
    }
}
