package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The original body of a callback in either of its shapes.
///
/// @param members its members
/// @param question the message that it claims to answer: `requestPayload`; empty if there is none
/// @param requestId empty if there is none
/// @param bodyHash the hash of its raw bytes; empty if it has a request id, which identifies it
///   better
record BotCallback(RawMembers members, JsonObject question, String requestId, String bodyHash) {

    private static final String AGENT_REQUEST = "HUMAN_HANDOFF_REQUEST";
    private static final String REQUEST_ID = "requestId";
    private static final String CONVERSATION_ID = "conversationId";
    private static final Set<String> LOOKED_AT =
            Set.of(
                    "requestPayload",
                    REQUEST_ID,
                    CONVERSATION_ID,
                    "customFields",
                    "attachments",
                    "response");

    private static final String QUESTION_SUFFIX = "_res";
    private static final int MAX_KEY_START = 100;

    /// The times of an answer's parts do not count for repeats.
    private static final Set<String> TIMES = Set.of("timestamp");

    private static final Duration NAMELESS_REPEATS = Duration.ofSeconds(60);
    private static final int MAX_ANSWER_ID = 500;

    static BotCallback from(byte[] body) {
        RawMembers members = RawMembers.of(body, LOOKED_AT);
        JsonValue question = members.value("requestPayload");
        String requestId = JsonValues.text(members.value(REQUEST_ID));
        return new BotCallback(
                members,
                question instanceof JsonObject object ? object : new JsonObject(Map.of()),
                requestId,
                requestId.isEmpty() ? Sha256.hex(body) : "");
    }

    /// @param headers the stored headers
    /// @param now the time of the callback
    Reply toReply(Body headers, Instant now) {
        return new Reply(
                conversation(),
                RelayBot.NAME,
                RelayBot.TARGET,
                RelayBot.AUTHOR,
                content(headers, now),
                once(),
                asked(),
                part(),
                agentWanted(members) ? Effect.ASKS_FOR_AGENT : Effect.NONE);
    }

    /// Returns the id that the response names to the bot's servers, as JSON text, or null for none.
    @Nullable String receivedId() {
        if (!requestId.isEmpty()) {
            return JsonValues.write(new JsonString(requestId));
        }
        return Stream.of(
                        nameIn(members.value(REQUEST_ID)),
                        nameIn(members.value("id")),
                        nameIn(new JsonString(conversationId())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> nameIn(@Nullable JsonValue value) {
        return switch (value) {
            case JsonNumber number -> Optional.of(JsonValues.write(number));
            case JsonString(String text) when !text.isEmpty() ->
                    Optional.of(JsonValues.write(new JsonString(text)));
            case null, default -> Optional.empty();
        };
    }

    /// Null if it names none that anybody could own.
    private @Nullable ConversationId conversation() {
        return ExternalId.of(conversationId())
                .map(id -> RelayBot.conversation(id.value()))
                .orElse(null);
    }

    private String conversationId() {
        String asked = JsonValues.text(question.members().get(CONVERSATION_ID));
        return asked.isEmpty() ? JsonValues.text(members.value(CONVERSATION_ID)) : asked;
    }

    private Content content(Body headers, Instant now) {
        return new Content(
                new Body()
                        .with("timestamp", now.toEpochMilli())
                        .raw("data", members.compact())
                        .with("headers", headers)
                        .with("source", "webhook_endpoint")
                        .toString());
    }

    /// The request id comes first, because the journal writes ascending keys at less cost.
    private Once once() {
        if (requestId.isEmpty()) {
            return new Once("body:" + bodyHash, NAMELESS_REPEATS);
        }
        Map<String, JsonValue> same = new LinkedHashMap<>();
        same.put(CONVERSATION_ID, new JsonString(conversationId()));
        same.put(REQUEST_ID, new JsonString(requestId));
        same.put("chunk", new JsonString(Chunks.index(members)));
        put("attachments", same);
        put("response", same);
        String start = requestId.length() <= MAX_KEY_START ? requestId : "answer";
        String hash = CanonicalJson.sha256(new JsonObject(same), TIMES);
        return new Once(start + ":" + hash, IdempotencyKey.LIFE);
    }

    private void put(String name, Map<String, JsonValue> same) {
        JsonValue value = members.value(name);
        if (value != null) {
            same.put(name, value);
        }
    }

    private Asked asked() {
        JsonObject payload = MessageData.member(question, MessageData.PAYLOAD);
        String asked = JsonValues.text(question.members().get(REQUEST_ID));
        String shortened =
                asked.endsWith(QUESTION_SUFFIX)
                        ? asked.substring(0, asked.length() - QUESTION_SUFFIX.length())
                        : asked;
        String messageId = JsonValues.text(payload.members().get(MessageData.MESSAGE_ID));
        boolean ours = !messageId.isEmpty() && messageId.length() <= MessageData.MAX_MESSAGE_ID;
        return new Asked(
                ours ? messageId : null,
                Stream.of(requestId, shortened).filter(id -> !id.isEmpty()).distinct().toList());
    }

    private @Nullable Part part() {
        int index = Chunks.numberOf(Chunks.index(members));
        boolean whole =
                index < 0
                        || requestId.isEmpty()
                        || requestId.length() > MAX_ANSWER_ID
                        || Chunks.aggregated(members.value("attachments"));
        return whole ? null : new Part(requestId, index);
    }

    /// Whether a callback asks for an agent, anywhere in it. The echo of the user's message does
    /// not count, so that users cannot ask by typing it.
    private static boolean agentWanted(RawMembers callback) {
        String text = callback.compact();
        return text.contains(AGENT_REQUEST)
                && wantsAgent(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean wantsAgent(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> isAgentRequest(text);
            case JsonArray(var items) -> items.stream().anyMatch(BotCallback::wantsAgent);
            case JsonObject(var members) ->
                    members.entrySet().stream()
                            .filter(member -> !member.getKey().equals(MessageData.PAYLOAD))
                            .anyMatch(member ->
                                    isAgentRequest(member.getKey())
                                            || wantsAgent(member.getValue()));
            case JsonValue.JsonNumber _, JsonValue.JsonBoolean _, JsonValue.JsonNull _ -> false;
        };
    }

    /// Whether an event requests an agent, with or without the bot's own namespace before its name.
    private static boolean isAgentRequest(String name) {
        return name.equals(AGENT_REQUEST) || name.endsWith("." + AGENT_REQUEST);
    }

    /// Recognises the parts of an answer.
    private static final class Chunks {

        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
        private static final String AGGREGATED = "AGGREGATED_CHUNKS_RESPONSE";

        private Chunks() {}

        /// Returns `CHUNK_INDEX` as text; empty if there is none.
        static String index(RawMembers callback) {
            if (!(callback.value("customFields") instanceof JsonObject fields)) {
                return "";
            }
            return switch (fields.members().get("CHUNK_INDEX")) {
                case JsonString(String text) -> text.strip();
                case JsonNumber number -> JsonValues.write(number);
                case null, default -> "";
            };
        }

        /// Returns the index as a number, or -1.
        static int numberOf(String index) {
            return NUMBER.matcher(index).matches() ? Integer.parseInt(index) : -1;
        }

        /// Whether it claims to contain all its chunks.
        static boolean aggregated(@Nullable JsonValue value) {
            return switch (value) {
                case JsonArray(var items) -> items.stream().anyMatch(Chunks::aggregated);
                case JsonObject object ->
                        saysAggregated(object)
                                || object.members().values().stream().anyMatch(Chunks::aggregated);
                case null, default -> false;
            };
        }

        private static boolean saysAggregated(JsonObject property) {
            return new JsonString(AGGREGATED).equals(property.members().get("name"))
                    && switch (property.members().get("value")) {
                        case JsonString(String text) -> text.equalsIgnoreCase("true");
                        case JsonValue.JsonBoolean(boolean yes) -> yes;
                        case null, default -> false;
                    };
        }
    }
}
