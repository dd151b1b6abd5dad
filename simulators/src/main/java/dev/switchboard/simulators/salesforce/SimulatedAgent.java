package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.Rooms.Room;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.SimulatorJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The actions of agents and of the organisation in a conversation.
final class SimulatedAgent {

    private static final String AGENT = "Agent";
    private static final String NAME = "Ana";

    private SimulatedAgent() {}

    /// One action.
    ///
    /// @param conversationId the conversation; all conversations if absent
    /// @param does `queue`, `join`, `reply`, `link`, `file`, `choices`, `unknown`, `typing`,
    ///   `stopTyping`, `read`, `transfer`, `routingFailed`, `transferFailed`, `leave`, `end`,
    ///   `timeout`, `close`, `strange`
    /// @param text the text, the queue position, the id of a read message, or the addresses of
    ///   files, separated by spaces
    /// @param titles the titles of choices
    record Deed(
            @Nullable String conversationId,
            String does,
            @Nullable String text,
            @Nullable List<String> titles) {

        String textOr(String absent) {
            return text == null ? absent : text;
        }
    }

    /// @return the id of the resulting entry
    static String play(Deed deed, Room room) {
        ObjectNode payload = SimulatorJson.MAPPER.createObjectNode();
        return switch (deed.does()) {
            case "queue" -> {
                payload.put("queuePosition", Integer.parseInt(deed.textOr("1")));
                yield room.add(
                        "CONVERSATION_QUEUE_POSITION", "QueuePosition", "System", "", payload);
            }
            case "join" -> participant(room, "add", deed.textOr(NAME));
            case "leave" -> participant(room, "remove", deed.textOr(NAME));
            case "reply" -> says(room, text(deed.textOr("Hello")));
            case "link" -> says(room, link(deed.textOr("https://example.com/help")));
            case "file" -> says(room, files(deed.textOr("https://example.com/receipt.pdf")));
            case "choices" -> says(room, choices(deed));
            case "unknown" -> says(room, content("Hologram"));
            case "typing" -> typing(room, "Started");
            case "stopTyping" -> typing(room, "Stopped");
            case "read" -> {
                payload.put("acknowledgedConversationEntryIdentifier", deed.textOr(""));
                yield room.add(
                        "CONVERSATION_READ_ACKNOWLEDGEMENT",
                        "ReadAcknowledgement",
                        AGENT,
                        NAME,
                        payload);
            }
            case "transfer" -> routed(room, "Transfer", "None");
            case "transferFailed" -> routed(room, "Transfer", "RoutingError");
            case "routingFailed" -> routed(room, "Initial", deed.textOr("SubmissionError"));
            case "end" -> ended(room, AGENT);
            case "timeout" -> ended(room, "System");
            case "close" -> closed(room);
            case "strange" ->
                    room.add("CONVERSATION_PROGRESS_INDICATOR", "Progress", "Chatbot", "", payload);
            default -> throw new BadScriptException("nobody can " + deed.does());
        };
    }

    static String routed(Room room, String type, String failure) {
        ObjectNode payload =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("routingType", type)
                        .put("failureType", failure);
        return room.add("CONVERSATION_ROUTING_RESULT", "RoutingResult", "System", "", payload);
    }

    private static String participant(Room room, String operation, String name) {
        ObjectNode payload = SimulatorJson.MAPPER.createObjectNode();
        ObjectNode change =
                payload.putArray("entries")
                        .addObject()
                        .put("operation", operation)
                        .put("displayName", name);
        change.putObject("participant").put("role", AGENT).put("subject", "005sim");
        return room.add(
                "CONVERSATION_PARTICIPANT_CHANGED", "ParticipantChanged", "System", "", payload);
    }

    private static String says(Room room, ObjectNode message) {
        ObjectNode payload = SimulatorJson.MAPPER.createObjectNode();
        payload.set("abstractMessage", message);
        return room.add("CONVERSATION_MESSAGE", "Message", AGENT, NAME, payload);
    }

    private static ObjectNode content(String format) {
        ObjectNode message =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("messageType", "StaticContentMessage")
                        .put("id", "agent-message");
        message.putObject("staticContent").put("formatType", format);
        return message;
    }

    private static ObjectNode contentOf(ObjectNode message) {
        return (ObjectNode) message.path("staticContent");
    }

    private static ObjectNode text(String text) {
        ObjectNode message = content("Text");
        contentOf(message).put("text", text);
        return message;
    }

    private static ObjectNode link(String url) {
        ObjectNode message = content("RichLink");
        ObjectNode item = contentOf(message).putObject("linkItem").put("url", url);
        item.putObject("titleItem").put("title", "Our pages");
        return message;
    }

    private static ObjectNode files(String urls) {
        ObjectNode message = content("Attachments");
        ArrayNode files = contentOf(message).put("text", "Here it is").putArray("attachments");
        for (String url : urls.split(" ", -1)) {
            files.addObject()
                    .put("name", url.substring(url.lastIndexOf('/') + 1))
                    .put("mimeType", "application/pdf")
                    .put("url", url);
        }
        return message;
    }

    private static ObjectNode choices(Deed deed) {
        ObjectNode message =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("messageType", "ChoicesMessage")
                        .put("id", "agent-message");
        ObjectNode choices = message.putObject("choices").put("text", deed.textOr("Which one?"));
        ArrayNode items = choices.putArray("optionItems");
        List<String> titles = deed.titles() == null ? List.of("Yes", "No") : deed.titles();
        titles.forEach(title -> items.addObject().putObject("titleItem").put("title", title));
        return message;
    }

    private static String typing(Room room, String what) {
        return room.add(
                "CONVERSATION_TYPING_" + what.toUpperCase(Locale.ROOT) + "_INDICATOR",
                "Typing" + what + "Indicator",
                AGENT,
                NAME,
                SimulatorJson.MAPPER.createObjectNode());
    }

    static String ended(Room room, String by) {
        room.end();
        ObjectNode payload =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("sessionStatus", "Ended")
                        .put("sessionEndedByRole", by);
        return room.add(
                "CONVERSATION_SESSION_STATUS_CHANGED",
                "SessionStatusChanged",
                "System",
                "",
                payload);
    }

    static String closed(Room room) {
        room.end();
        return room.add(
                "CONVERSATION_CLOSE_CONVERSATION",
                "CloseConversation",
                "System",
                "",
                SimulatorJson.MAPPER.createObjectNode());
    }

    /// Echoes the user's message to the user.
    static void echo(Room room, JsonNode message) {
        ObjectNode payload = SimulatorJson.MAPPER.createObjectNode();
        payload.set("abstractMessage", message);
        var _ = room.add("CONVERSATION_MESSAGE", "Message", "EndUser", "Guest", payload);
    }
}
