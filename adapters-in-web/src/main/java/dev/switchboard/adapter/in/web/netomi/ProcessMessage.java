package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.netomi.Senders.Sender;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body of a message to the bot, parsed and validated.
///
/// @param client the live connection that it names, if any
record ProcessMessage(String conversationId, MessageData data, @Nullable ClientId client) {

    private static final String MESSAGE_DATA = "messageData";
    private static final String CONVERSATION_ID = "conversationId";
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_CLIENT_ID = 64;

    /// @param ids gives an id to a message without one
    static ProcessMessage from(byte[] body, Ids ids) {
        JsonObject request = StrictJson.parseObject(body);
        if (!(request.members().get(MESSAGE_DATA) instanceof JsonObject given)) {
            throw missing(MESSAGE_DATA);
        }
        String conversation = conversationIn(given);
        String messageId = messageIdIn(given);
        MessageData data = MessageData.of(given, messageId.isEmpty() ? ids.uuid() : messageId);
        return new ProcessMessage(conversation, data, clientIn(request));
    }

    /// @param patience how long the sender waits for the bot
    Command toCommand(Sender sender, Instant now, Duration patience) {
        return new Command(
                RelayBot.conversation(conversationId),
                sender.who(),
                sender.service() ? data.userId() : null,
                sender.service(),
                client,
                new Content(data.textAt(now)),
                RelayBot.TARGET,
                data.messageId(),
                data.fingerprint(),
                Purpose.SAY,
                patience);
    }

    private static String conversationIn(JsonObject messageData) {
        return switch (messageData.members().get(CONVERSATION_ID)) {
            case null -> throw missing(CONVERSATION_ID);
            case JsonNull _ -> throw missing(CONVERSATION_ID);
            case JsonString(String id) when id.isEmpty() -> throw missing(CONVERSATION_ID);
            case JsonString(String id) when ExternalId.of(id).isPresent() -> id;
            default -> throw invalid(CONVERSATION_ID);
        };
    }

    /// Returns the sender's own id, or an empty text.
    private static String messageIdIn(JsonObject messageData) {
        JsonValue given = messageData.members().get(MessageData.PAYLOAD);
        boolean usable = given == null || given instanceof JsonObject;
        JsonObject payload = MessageData.member(messageData, MessageData.PAYLOAD);
        String id = text(payload.members().get(MessageData.MESSAGE_ID));
        String text = text(payload.members().get("text"));
        if (!usable
                || id.length() > MessageData.MAX_MESSAGE_ID
                || id.chars().anyMatch(Character::isISOControl)
                || text.getBytes(UTF_8).length > MAX_TEXT_BYTES) {
            throw invalid(MessageData.PAYLOAD);
        }
        return id;
    }

    private static String text(@Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonNull _ -> "";
            case JsonString(String text) -> text;
            default -> throw invalid(MessageData.PAYLOAD);
        };
    }

    /// No socket id, or one of a closed socket, means that there is no connection to bind.
    private static @Nullable ClientId clientIn(JsonObject request) {
        return request.members().get("clientSocketId") instanceof JsonString(String id)
                        && !id.isEmpty()
                        && id.length() <= MAX_CLIENT_ID
                ? new ClientId(id)
                : null;
    }

    static ProblemException missing(String field) {
        return new ProblemException(
                Problem.invalidField(field, "Missing `" + field + "` in request body."));
    }

    private static ProblemException invalid(String field) {
        return new ProblemException(Problem.invalidField(field, "Invalid " + field));
    }
}
