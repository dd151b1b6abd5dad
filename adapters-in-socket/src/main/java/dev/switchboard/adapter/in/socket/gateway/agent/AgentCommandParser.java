package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Parses consoles' commands. Unknown members are ignored. A known member that is not as documented
/// refuses the command, naming the member.
final class AgentCommandParser {

    private static final int MAX_TOKEN = 16_384;
    private static final int MAX_URL = 2_048;
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_DRAFT_BYTES = 8 * 1024;
    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_OPTIONS = 50;

    private static final Map<String, Function<JsonMembers, ? extends AgentCommand>> OF_PRESENT =
            Map.ofEntries(
                    Map.entry("queue.watch", AgentCommandParser::watchQueues),
                    Map.entry("handoff.accept", AgentCommandParser::accept),
                    Map.entry("handoff.decline", AgentCommandParser::decline),
                    Map.entry("lease.heartbeat", AgentCommandParser::heartbeat),
                    Map.entry("message.send", AgentCommandParser::say),
                    Map.entry("note.add", AgentCommandParser::note),
                    Map.entry("draft.set", AgentCommandParser::draft),
                    Map.entry(
                            "typing",
                            it -> new AgentCommand.Type(it.conversation(), it.flag("active"))),
                    Map.entry(
                            "message.read",
                            it -> new AgentCommand.Read(it.conversation(), it.count("seq"))),
                    Map.entry("conversation.transfer", AgentCommandParser::transfer),
                    Map.entry("conversation.end", AgentCommandParser::end),
                    Map.entry("wrapup.end", AgentCommandParser::endWrapUps),
                    Map.entry("targets.get", _ -> new AgentCommand.GetTargets()),
                    Map.entry("conversation.tag", AgentCommandParser::tag),
                    Map.entry("availability.set", AgentCommandParser::availability),
                    Map.entry(
                            "presence.watch",
                            it ->
                                    new AgentCommand.WatchPresence(
                                            it.texts("paths"), it.optionalCount("after"))),
                    Map.entry(
                            "presence.unwatch",
                            it -> new AgentCommand.UnwatchPresence(it.texts("paths"))),
                    Map.entry(
                            "auth.refresh",
                            it ->
                                    new AgentCommand.Refresh(
                                            new Secret(it.text("token", MAX_TOKEN)))));

    private static final Map<String, Function<JsonMembers, ? extends AgentCommand>> COMMANDS =
            all();

    private AgentCommandParser() {}

    private static Map<String, Function<JsonMembers, ? extends AgentCommand>> all() {
        Map<String, Function<JsonMembers, ? extends AgentCommand>> all = new HashMap<>(OF_PRESENT);
        all.putAll(HistoryCommandParser.COMMANDS);
        all.putAll(SupervisorCommandParser.COMMANDS);
        return Map.copyOf(all);
    }

    /// Returns the names of the commands that a console may send.
    ///
    /// @param search whether messages can be found by their words
    static List<String> commands(boolean supervisor, boolean search) {
        return COMMANDS.keySet().stream()
                .filter(name -> search || !name.equals(HistoryCommandParser.SEARCH))
                .filter(name -> supervisor || !SupervisorCommandParser.COMMANDS.containsKey(name))
                .sorted()
                .toList();
    }

    /// The limits of one message.
    static ObjectNode limits() {
        return DeskJson.object()
                .put("textBytes", MAX_TEXT_BYTES)
                .put("attachments", MAX_ATTACHMENTS);
    }

    /// @param args the event's arguments: one object, or none if no member is required
    /// @return null if there is no such command
    /// @throws InvalidValueException naming the invalid member, or `payload` if it is no object
    static @Nullable AgentCommand read(String event, List<JsonNode> args) {
        Function<JsonMembers, ? extends AgentCommand> command = COMMANDS.get(event);
        if (command == null) {
            return null;
        }
        JsonNode given = args.isEmpty() ? JsonNodeFactory.instance.objectNode() : args.getFirst();
        if (!given.isObject()) {
            throw JsonMembers.invalid("payload");
        }
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (holdsBinary(member.getValue())) {
                throw JsonMembers.invalid(member.getKey());
            }
        }
        return command.apply(new JsonMembers(given));
    }

    /// The depth of a packet is bounded, and so is this recursion.
    private static boolean holdsBinary(JsonNode value) {
        return value.isBinary() || value.valueStream().anyMatch(AgentCommandParser::holdsBinary);
    }

    private static AgentCommand watchQueues(JsonMembers given) {
        return new AgentCommand.WatchQueues(given.has("queues") ? queues(given) : null);
    }

    private static Set<QueueId> queues(JsonMembers given) {
        Set<QueueId> queues = new LinkedHashSet<>();
        for (String queue : given.texts("queues")) {
            try {
                queues.add(new QueueId(queue));
            } catch (InvalidValueException _) {
                throw JsonMembers.invalid("queues");
            }
        }
        return queues;
    }

    private static AgentCommand accept(JsonMembers given) {
        return new AgentCommand.Accept(given.handoff(), given.count("version"));
    }

    private static AgentCommand decline(JsonMembers given) {
        return new AgentCommand.Decline(
                given.handoff(),
                given.count("version"),
                given.orEmpty("reason", JsonMembers.MAX_ID));
    }

    /// `version` is required but unused.
    private static AgentCommand heartbeat(JsonMembers given) {
        List<AgentCommand.Heartbeat.Named> leases = new ArrayList<>();
        for (JsonNode item : given.list("leases")) {
            JsonMembers held = new JsonMembers(item);
            leases.add(named(held.id("leaseId")));
            held.count("version");
        }
        return new AgentCommand.Heartbeat(List.copyOf(leases));
    }

    private static AgentCommand.Heartbeat.Named named(String written) {
        try {
            return new AgentCommand.Heartbeat.Named(written, new LeaseId(written));
        } catch (InvalidValueException _) {
            return new AgentCommand.Heartbeat.Named(written, null);
        }
    }

    private static AgentCommand say(JsonMembers given) {
        return new AgentCommand.Say(
                given.conversation(), given.lease(), given.id("id"), content(given), files(given));
    }

    private static AgentCommand note(JsonMembers given) {
        String id = given.id("id");
        ObjectNode note =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("text", saidText(given, false));
        return new AgentCommand.AddNote(
                given.conversation(), id, new AgentNote(note.toString()), whispered(given));
    }

    private static boolean whispered(JsonMembers given) {
        return switch (given.orEmpty("to", JsonMembers.MAX_ID)) {
            case "", "desk" -> false;
            case "holder" -> true;
            default -> throw JsonMembers.invalid("to");
        };
    }

    private static AgentCommand draft(JsonMembers given) {
        String text = text(given, MAX_DRAFT_BYTES);
        return new AgentCommand.SetDraft(given.conversation(), text, given.time("at"));
    }

    /// Returns the content to journal: the known members in a fixed order, so that a repeat is the
    /// same text.
    private static Content content(JsonMembers given) {
        String type = given.text("type", JsonMembers.MAX_ID);
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("id", given.id("id")).put("type", type);
        String said = saidText(given, type.equals("attachment"));
        if (said != null) {
            content.put("text", said);
        }
        switch (type) {
            case "text" -> given.refuse("attachments", "options");
            case "attachment" -> content.set("attachments", attachments(given));
            case "choice" -> content.set("options", options(given));
            default -> throw JsonMembers.invalid("type");
        }
        if (given.has("replyTo")) {
            content.put("replyTo", given.id("replyTo"));
        }
        return new Content(content.toString());
    }

    private static @Nullable String saidText(JsonMembers given, boolean mayLack) {
        JsonNode said = given.given().path("text");
        boolean empty = said.isString() && said.stringValue().isEmpty();
        if (mayLack && (said.isMissingNode() || said.isNull() || empty)) {
            return null;
        }
        String text = text(given, MAX_TEXT_BYTES);
        if (text.isBlank()) {
            throw JsonMembers.invalid("text");
        }
        return text;
    }

    private static String text(JsonMembers given, int maxBytes) {
        JsonNode text = given.given().path("text");
        if (!text.isString()) {
            throw JsonMembers.invalid("text");
        }
        if (text.stringValue().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidValueException("text", Reason.TOO_LONG);
        }
        return text.stringValue();
    }

    private static JsonNode attachments(JsonMembers given) {
        given.refuse("options");
        var attachments = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : given.filled("attachments", MAX_ATTACHMENTS)) {
            attachments.add(attachment(new JsonMembers(item)));
        }
        return attachments;
    }

    /// Returns the files of validated attachments.
    private static List<MediaId> files(JsonMembers given) {
        return given.given()
                .path("attachments")
                .valueStream()
                .flatMap(item -> MediaId.named(item.path("mediaId").asString("")).stream())
                .toList();
    }

    private static ObjectNode attachment(JsonMembers item) {
        ObjectNode attachment = JsonNodeFactory.instance.objectNode();
        String media = item.optional("mediaId", JsonMembers.MAX_ID);
        String url = item.optional("url", MAX_URL);
        boolean onTheWeb = url != null && (url.startsWith("https://") || url.startsWith("http://"));
        boolean isFile = media != null && MediaId.named(media).isPresent() && url == null;
        if (media == null ? !onTheWeb : !isFile) {
            throw JsonMembers.invalid("attachments");
        }
        put(attachment, "mediaId", media);
        put(attachment, "url", url);
        put(attachment, "name", item.optional("name", JsonMembers.MAX_ID));
        put(attachment, "mimeType", item.optional("mimeType", JsonMembers.MAX_ID));
        if (item.has("size")) {
            attachment.put("size", item.count("size"));
        }
        return attachment;
    }

    private static JsonNode options(JsonMembers given) {
        given.refuse("attachments");
        var options = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : given.filled("options", MAX_OPTIONS)) {
            JsonMembers option = new JsonMembers(item);
            options.addObject()
                    .put("id", option.text("id", JsonMembers.MAX_ID))
                    .put("title", option.text("title", JsonMembers.MAX_ID));
        }
        return options;
    }

    private static AgentCommand transfer(JsonMembers given) {
        return new AgentCommand.Transfer(
                given.conversation(),
                given.lease(),
                given.id("id"),
                given.destination("to"),
                given.orEmpty("note", JsonMembers.MAX_NOTE));
    }

    private static AgentCommand end(JsonMembers given) {
        String reason = given.orEmpty("reason", JsonMembers.MAX_ID);
        String note = given.orEmpty("note", JsonMembers.MAX_NOTE);
        return new AgentCommand.End(
                given.conversation(),
                given.lease(),
                given.id("id"),
                reason.isEmpty() || note.isEmpty() ? reason + note : reason + "\n" + note,
                given.optionalLabel("outcome"),
                given.has("tags") ? given.labels("tags") : null);
    }

    private static AgentCommand endWrapUps(JsonMembers given) {
        return new AgentCommand.EndWrapUps(
                given.texts("leases").stream()
                        .flatMap(written -> Stream.ofNullable(named(written).lease()))
                        .toList());
    }

    private static AgentCommand tag(JsonMembers given) {
        List<LabelId> add = given.has("add") ? given.labels("add") : List.of();
        List<LabelId> remove = given.has("remove") ? given.labels("remove") : List.of();
        if (add.isEmpty() && remove.isEmpty()) {
            throw JsonMembers.invalid("add");
        }
        if (!Collections.disjoint(add, remove)) {
            throw JsonMembers.invalid("remove");
        }
        return new AgentCommand.ChangeTags(given.conversation(), given.id("id"), add, remove);
    }

    private static AgentCommand availability(JsonMembers given) {
        return new AgentCommand.ChooseAvailability(
                given.count("availabilityProfileId"), given.count("availabilityStateId"));
    }

    private static void put(ObjectNode to, String field, @Nullable String value) {
        if (value != null) {
            to.put(field, value);
        }
    }
}
