package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.handoff.GiveAway.Destination;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.media.MediaId;
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

    private static final int MAX_NOTE = 4_000;
    private static final int MAX_TOKEN = 16_384;
    private static final int MAX_URL = 2_048;
    private static final int MAX_CONTEXT = 200;
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_OPTIONS = 50;

    private static final Map<String, Function<Members, Ask>> COMMANDS =
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

    private AskReader() {}

    /// @param args the event's arguments: one object, or nothing where nothing is required
    /// @return null if there is no such command
    /// @throws InvalidValueException naming the member that is wrong, `payload` if it is no object
    static @Nullable Ask read(String event, List<JsonNode> args) {
        Function<Members, Ask> command = COMMANDS.get(event);
        if (command == null) {
            return null;
        }
        JsonNode given = args.isEmpty() ? JsonNodeFactory.instance.objectNode() : args.getFirst();
        if (!given.isObject()) {
            throw Members.invalid("payload");
        }
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (holdsBinary(member.getValue())) {
                throw Members.invalid(member.getKey());
            }
        }
        return command.apply(new Members(given));
    }

    /// The depth of a packet is bounded, and so is this.
    private static boolean holdsBinary(JsonNode value) {
        return value.isBinary() || value.valueStream().anyMatch(AskReader::holdsBinary);
    }

    private static Ask watchQueues(Members given) {
        return new Ask.WatchQueues(given.has("queues") ? queues(given) : null);
    }

    private static Set<QueueId> queues(Members given) {
        Set<QueueId> queues = new LinkedHashSet<>();
        for (String queue : given.texts("queues")) {
            try {
                queues.add(new QueueId(queue));
            } catch (InvalidValueException _) {
                throw Members.invalid("queues");
            }
        }
        return queues;
    }

    private static Ask accept(Members given) {
        return new Ask.Accept(given.handoff(), given.count("version"));
    }

    private static Ask decline(Members given) {
        return new Ask.Decline(
                given.handoff(), given.count("version"), given.orEmpty("reason", Members.MAX_ID));
    }

    /// Which version the console knows of a lease changes nothing, but it is to say.
    private static Ask heartbeat(Members given) {
        List<Ask.Heartbeat.Named> leases = new ArrayList<>();
        for (JsonNode item : given.list("leases")) {
            Members held = new Members(item);
            leases.add(named(held.id("leaseId")));
            held.count("version");
        }
        return new Ask.Heartbeat(List.copyOf(leases));
    }

    private static Ask.Heartbeat.Named named(String written) {
        try {
            return new Ask.Heartbeat.Named(written, new LeaseId(written));
        } catch (InvalidValueException _) {
            return new Ask.Heartbeat.Named(written, null);
        }
    }

    private static Ask say(Members given) {
        return new Ask.Say(
                given.conversation(), given.lease(), given.id("id"), content(given), files(given));
    }

    /// What is journaled: the members that we know, in one order, so that a repeat is the same
    /// text.
    private static Content.Json content(Members given) {
        String type = given.text("type", Members.MAX_ID);
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("id", given.id("id")).put("type", type);
        String said = saidText(given, type.equals("attachment"));
        if (said != null) {
            content.put("text", said);
        }
        switch (type) {
            case "text" -> {}
            case "attachment" -> content.set("attachments", attachments(given));
            case "choice" -> content.set("options", options(given));
            default -> throw Members.invalid("type");
        }
        if (given.has("replyTo")) {
            content.put("replyTo", given.id("replyTo"));
        }
        return new Content.Json(content.toString());
    }

    private static @Nullable String saidText(Members given, boolean mayLack) {
        JsonNode said = given.given().path("text");
        if (mayLack && (said.isMissingNode() || said.isNull())) {
            return null;
        }
        if (!said.isString() || said.stringValue().isBlank()) {
            throw Members.invalid("text");
        }
        if (said.stringValue().getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new InvalidValueException("text", Reason.TOO_LONG);
        }
        return said.stringValue();
    }

    private static JsonNode attachments(Members given) {
        var attachments = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : given.filled("attachments", MAX_ATTACHMENTS)) {
            attachments.add(attachment(new Members(item)));
        }
        return attachments;
    }

    /// Of attachments that were looked at.
    private static List<MediaId> files(Members given) {
        return given.given()
                .path("attachments")
                .valueStream()
                .flatMap(item -> MediaId.named(item.path("mediaId").asString("")).stream())
                .toList();
    }

    private static ObjectNode attachment(Members item) {
        ObjectNode attachment = JsonNodeFactory.instance.objectNode();
        String media = item.optional("mediaId", Members.MAX_ID);
        String url = item.optional("url", MAX_URL);
        boolean onTheWeb = url != null && (url.startsWith("https://") || url.startsWith("http://"));
        boolean isFile = media != null && MediaId.named(media).isPresent() && url == null;
        if (media == null ? !onTheWeb : !isFile) {
            throw Members.invalid("attachments");
        }
        put(attachment, "mediaId", media);
        put(attachment, "url", url);
        put(attachment, "name", item.optional("name", Members.MAX_ID));
        put(attachment, "mimeType", item.optional("mimeType", Members.MAX_ID));
        if (item.has("size")) {
            attachment.put("size", item.count("size"));
        }
        return attachment;
    }

    private static JsonNode options(Members given) {
        var options = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : given.filled("options", MAX_OPTIONS)) {
            Members option = new Members(item);
            options.addObject()
                    .put("id", option.text("id", Members.MAX_ID))
                    .put("title", option.text("title", Members.MAX_ID));
        }
        return options;
    }

    private static Ask transfer(Members given) {
        return new Ask.Transfer(
                given.conversation(),
                given.lease(),
                given.id("id"),
                destination(given),
                given.orEmpty("note", MAX_NOTE));
    }

    private static Destination destination(Members given) {
        JsonNode to = given.given().path("to");
        if (!to.isObject() || to.size() != 1) {
            throw Members.invalid("to");
        }
        Members named = new Members(to);
        return switch (to.propertyNames().iterator().next()) {
            case "agentId" -> new Destination.ToAgent(new AgentId(named.id("agentId")));
            case "queueId" -> new Destination.ToQueue(new QueueId(named.id("queueId")));
            case "bot" -> {
                if (!named.flag("bot")) {
                    throw Members.invalid("to");
                }
                yield new Destination.ToBot();
            }
            default -> throw Members.invalid("to");
        };
    }

    private static Ask end(Members given) {
        return new Ask.End(
                given.conversation(),
                given.lease(),
                given.id("id"),
                given.orEmpty("reason", Members.MAX_ID));
    }

    private static Ask context(Members given) {
        Long limit = given.optionalCount("limit");
        if (limit != null && (limit < 1 || limit > MAX_CONTEXT)) {
            throw Members.invalid("limit");
        }
        int most = limit == null ? MAX_CONTEXT : limit.intValue();
        return new Ask.GetContext(given.conversation(), given.optionalCount("before"), most);
    }

    private static Ask availability(Members given) {
        return new Ask.ChooseAvailability(
                given.count("availabilityProfileId"), given.count("availabilityStateId"));
    }

    private static void put(ObjectNode to, String field, @Nullable String value) {
        if (value != null) {
            to.put(field, value);
        }
    }
}
