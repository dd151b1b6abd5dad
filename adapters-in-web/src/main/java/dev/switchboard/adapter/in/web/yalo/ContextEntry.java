package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One message of user or bot.
///
/// @param id the message's id
/// @param at the time of the message, as the platform reports it
/// @param said the members of the message that a [PlatformEvent] journaled
record ContextEntry(MessageId id, Party by, Instant at, Map<String, JsonValue> said) {

    private static final int MOST = 500;
    private static final List<String> SHOWN = List.of("url", "mimeType", "caption", "text");

    /// Returns the recent entries by time, as one JSON array.
    static String list(
            List<Message> messages, String user, String client, LinkMedia media, Instant now) {
        List<ContextEntry> young =
                messages.stream()
                        .map(ContextEntry::of)
                        .filter(entry -> now.isBefore(entry.until()))
                        .sorted(Comparator.comparing(ContextEntry::at))
                        .toList();
        List<JsonValue> shown =
                young.subList(Math.max(0, young.size() - MOST), young.size()).stream()
                        .<JsonValue>map(entry -> entry.toJson(user, client, media))
                        .toList();
        return JsonValues.write(new JsonArray(shown));
    }

    private static ContextEntry of(Message message) {
        JsonValue journaled = StrictJson.parseJournaled(message.content().text());
        Map<String, JsonValue> said =
                journaled instanceof JsonObject object ? object.members() : Map.of();
        Instant at =
                said.get(PlatformEvent.TIMESTAMP) instanceof JsonNumber(BigDecimal millis)
                        ? Instant.ofEpochMilli(millis.longValue())
                        : message.at();
        return new ContextEntry(message.id(), message.author().party(), at, said);
    }

    private Instant until() {
        return at.plus(ReadChats.CONTEXT);
    }

    private JsonObject toJson(String user, String client, LinkMedia media) {
        Map<String, JsonValue> entry = new LinkedHashMap<>();
        entry.put("userId", new JsonString(user));
        entry.put("client", new JsonString(client));
        entry.put("timestamp", new JsonNumber(BigDecimal.valueOf(at.toEpochMilli())));
        if (!said.containsKey("url") && said.containsKey("mediaId")) {
            // the platform's own id is useless to a bot
            entry.put("url", new JsonString(media.link(MediaId.of(id))));
        }
        for (String name : SHOWN) {
            if (said.get(name) instanceof JsonString text && !text.value().isEmpty()) {
                entry.put(name, text);
            }
        }
        entry.put("from", new JsonString(by == Party.USER ? "user" : "bot"));
        entry.put("ttl", new JsonString(until().toString()));
        return new JsonObject(entry);
    }
}
