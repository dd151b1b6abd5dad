package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;

/// Whether a callback asks for a human agent, anywhere in it (contract netomi 4.9).
final class AgentWanted {

    private static final String REQUEST = "HUMAN_HANDOFF_REQUEST";

    private AgentWanted() {}

    /// The echo of what the user said does not count: nobody is to ask by typing it.
    static boolean in(RawMembers callback) {
        String text = callback.compact();
        return text.contains(REQUEST)
                && isIn(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isIn(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text.equals(REQUEST);
            case JsonArray(var items) -> items.stream().anyMatch(AgentWanted::isIn);
            case JsonObject(var members) ->
                    members.entrySet().stream()
                            .filter(member -> !member.getKey().equals(MessageData.PAYLOAD))
                            .anyMatch(member ->
                                    member.getKey().equals(REQUEST) || isIn(member.getValue()));
            case JsonValue.JsonNumber _, JsonValue.JsonBoolean _, JsonValue.JsonNull _ -> false;
        };
    }
}
