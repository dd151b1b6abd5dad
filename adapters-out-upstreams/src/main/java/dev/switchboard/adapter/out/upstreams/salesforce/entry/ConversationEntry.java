package dev.switchboard.adapter.out.upstreams.salesforce.entry;

import static dev.switchboard.adapter.out.upstreams.http.JsonText.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One entry of a conversation, from a stream or a page. Read leniently: unknown content is
/// reported as unsupported, and missing fields are empty.
///
/// @param id the same in every copy of the entry
/// @param type in lower-case letters only, such as `routingresult`
/// @param role the role of its author: `Agent`, `EndUser`, `System`, `Chatbot`
/// @param from the name of its author
/// @param said the id of its message; empty if it has none
/// @param payload the content; a missing node if it is not JSON
public record ConversationEntry(
        String id,
        String type,
        String role,
        String from,
        Instant at,
        String said,
        JsonNode payload) {

    private static final Set<String> NO_FAILURE = Set.of("", "none", "noerror");
    private static final int LONGEST_ID = 200;

    /// @param entry the object `conversationEntry` of an event, or an item of a page
    /// @param name of the event, for entries without a type
    /// @param now for entries without a time
    public static ConversationEntry of(JsonNode entry, String name, Instant now) {
        JsonNode payload = payloadOf(entry.path("entryPayload"));
        String type = plain(text(entry, "entryType"));
        long millis = entry.path("transcriptedTimestamp").asLong(0);
        return new ConversationEntry(
                idOf(entry),
                type.isEmpty() ? plain(name).replaceFirst("^conversation", "") : type,
                text(entry.path("sender"), "role"),
                text(entry, "senderDisplayName"),
                millis > 0 ? Instant.ofEpochMilli(millis) : now,
                text(payload.path("abstractMessage"), "id"),
                payload);
    }

    /// An entry without an identifier is identified by its content.
    private static String idOf(JsonNode entry) {
        String id = text(entry, "identifier");
        return id.isEmpty() || id.length() > LONGEST_ID ? Sha256.hex(entry.toString()) : id;
    }

    private static JsonNode payloadOf(JsonNode payload) {
        return payload.isString() ? JsonText.read(payload.stringValue()) : payload;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    public boolean isOurs() {
        return role.equals("EndUser");
    }

    public boolean isMessage() {
        return type.equals("message");
    }

    /// Whether Salesforce keeps the entry; others are momentary.
    public boolean lasts() {
        return !type.startsWith("typing") && !type.startsWith("progress");
    }

    /// The events that it means, in order; empty if it means none.
    public List<DeskEvent> events() {
        return switch (type) {
            case "message" -> isOurs() ? delivered(said.isEmpty() ? id : said) : message();
            case "participantchanged" -> participants();
            case "routingresult" -> routing();
            case "queueposition" -> List.of(new DeskEvent.Queued(position()));
            case "typingstartedindicator" -> typing(true);
            case "typingstoppedindicator" -> typing(false);
            case "deliveryacknowledgement" -> delivered(acknowledged());
            case "readacknowledgement" ->
                    messageOf(acknowledged()).<DeskEvent>map(DeskEvent.Read::new).toList();
            case "sessionstatuschanged" -> status();
            case "closeconversation" -> List.of(new DeskEvent.Ended(By.SYSTEM));
            default -> List.of();
        };
    }

    private List<DeskEvent> message() {
        JsonNode message = payload.path("abstractMessage");
        JsonNode content = message.path("staticContent");
        JsonNode choices = message.path("choices");
        if (choices.path("optionItems").isArray()) {
            return List.of(choices(choices));
        }
        return switch (text(content, "formatType")) {
            case "Text" -> List.of(new DeskEvent.Message(from, text(content, "text")));
            case "RichLink", "WebView", "LinkItem" -> List.of(link(content));
            case "Attachments" -> attachments(content);
            default -> List.of(unsupported(message));
        };
    }

    private DeskEvent unsupported(JsonNode message) {
        String format = text(message.path("staticContent"), "formatType");
        String type = format.isEmpty() ? text(message, "messageType") : format;
        return new DeskEvent.Unsupported(from, type.isEmpty() ? "message" : type);
    }

    private DeskEvent choices(JsonNode choices) {
        List<String> titles =
                choices.path("optionItems")
                        .valueStream()
                        .map(ConversationEntry::title)
                        .filter(title -> !title.isEmpty())
                        .toList();
        return new DeskEvent.Choices(from, text(choices, "text"), titles);
    }

    private static String title(JsonNode item) {
        return Stream.of(
                        text(item.path("titleItem"), "title"),
                        text(item, "title"),
                        text(item, "text"))
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse("");
    }

    private DeskEvent link(JsonNode content) {
        JsonNode item = content.path("linkItem");
        String url = text(item, "url");
        String text =
                Stream.of(text(content, "text"), title(item), url)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("\n"));
        return url.isEmpty()
                ? new DeskEvent.Unsupported(from, "RichLink")
                : new DeskEvent.Message(from, text);
    }

    /// One event per attachment, in order. The text goes with the first file that can be fetched,
    /// or becomes a message of its own if none can.
    private List<DeskEvent> attachments(JsonNode content) {
        List<DeskEvent> events = new ArrayList<>();
        String text = text(content, "text");
        for (JsonNode file : content.path("attachments")) {
            String url = text(file, "url");
            if (url.isEmpty()) {
                events.add(new DeskEvent.Unsupported(from, "Attachments"));
            } else {
                String name = text(file, "name");
                String type = text(file, "mimeType");
                events.add(
                        new DeskEvent.File(
                                from,
                                url,
                                name.isEmpty() ? null : name,
                                type.isEmpty() ? null : type,
                                text));
                text = "";
            }
        }
        if (events.isEmpty()) {
            events.add(new DeskEvent.Unsupported(from, "Attachments"));
        }
        if (!text.isEmpty()) {
            events.addFirst(new DeskEvent.Message(from, text));
        }
        return events;
    }

    private List<DeskEvent> participants() {
        List<DeskEvent> events = new ArrayList<>();
        for (JsonNode change : payload.path("entries")) {
            String name = text(change, "displayName");
            if (text(change.path("participant"), "role").equals("Agent")) {
                switch (text(change, "operation")) {
                    case "add" -> events.add(new DeskEvent.Joined(name));
                    case "remove" -> events.add(new DeskEvent.Left(name));
                    default -> {}
                }
            }
        }
        return events;
    }

    /// A failed transfer leaves the user where they are.
    private List<DeskEvent> routing() {
        boolean transfer = text(payload, "routingType").equals("Transfer");
        String failure = text(payload, "failureType");
        if (NO_FAILURE.contains(plain(failure))) {
            return transfer ? List.of(new DeskEvent.Transferred()) : List.of();
        }
        return transfer ? List.of() : List.of(new DeskEvent.Failed(failure));
    }

    private @Nullable Integer position() {
        JsonNode position = payload.path("position");
        int number = (position.isMissingNode() ? payload.path("queuePosition") : position).asInt(0);
        return number > 0 ? number : null;
    }

    private List<DeskEvent> typing(boolean active) {
        return isOurs() ? List.of() : List.of(new DeskEvent.Typing(active));
    }

    private String acknowledged() {
        return text(payload, "acknowledgedConversationEntryIdentifier");
    }

    private static List<DeskEvent> delivered(String id) {
        return messageOf(id).<DeskEvent>map(DeskEvent.Delivered::new).toList();
    }

    private List<DeskEvent> status() {
        if (!text(payload, "sessionStatus").equals("Ended")) {
            return List.of();
        }
        By by =
                switch (text(payload, "sessionEndedByRole")) {
                    case "Agent", "Supervisor" -> By.AGENT;
                    case "EndUser" -> By.CUSTOMER;
                    default -> By.SYSTEM;
                };
        return List.of(new DeskEvent.Ended(by));
    }

    /// The id that a part of our message is sent with; always the same for the same part.
    ///
    /// @param part 0 for the last part, whose id stands for the whole message
    public static String idOf(MessageId message, int part) {
        String hex = message.value().substring("msg_".length());
        String whole =
                String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
        return part == 0
                ? whole
                : UUID.nameUUIDFromBytes((whole + "/" + part).getBytes(UTF_8)).toString();
    }

    /// Our message whose last part has this id; empty for other parts and for messages that are not
    /// ours.
    static Stream<MessageId> messageOf(String id) {
        try {
            boolean ours = id.length() == 36 && UUID.fromString(id).version() != 3;
            return ours
                    ? Stream.of(
                            new MessageId("msg_" + id.replace("-", "").toLowerCase(Locale.ROOT)))
                    : Stream.empty();
        } catch (IllegalArgumentException | InvalidValueException _) {
            return Stream.empty();
        }
    }
}
