package dev.switchboard.application.service.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A step of a handoff as [HandoffRecord] wrote it into the conversation.
///
/// @param begins whether a party asked for an agent
/// @param over whether the handoff ended with it
/// @param queue where the customer waits since; null if an agent or the bot has the conversation
/// @param agent who has the conversation since, or null
/// @param outcome null for a step that names none
public record RecordedStep(
        HandoffId handoff,
        boolean begins,
        boolean over,
        @Nullable QueueId queue,
        @Nullable AgentId agent,
        @Nullable LabelId outcome,
        List<LabelId> tags) {

    private static final List<String> OVER = List.of("ended", "bot", "abandoned");

    /// Returns null for a message that records no step, or whose words were erased.
    public static @Nullable RecordedStep of(Message message) {
        if (message.author().party() != Party.SYSTEM) {
            return null;
        }
        try {
            Map<String, JsonValue> members = new HashMap<>(members(message.content().text()));
            AgentNote note = message.content().note();
            if (note != null) {
                members.putAll(members(note.text()));
            }
            return of(members);
        } catch (InvalidValueException | IllegalArgumentException _) {
            return null; // of another writer
        }
    }

    private static Map<String, JsonValue> members(String json) {
        return JsonReader.read(json) instanceof JsonObject object ? object.members() : Map.of();
    }

    private static @Nullable RecordedStep of(Map<String, JsonValue> members) {
        String handoff = text(members, "handoff");
        if (handoff == null) {
            return null;
        }
        Map<String, JsonValue> owner =
                members.get("owner") instanceof JsonObject object ? object.members() : Map.of();
        return new RecordedStep(
                new HandoffId(handoff),
                "handoff_requested".equals(text(members, "event")),
                OVER.contains(text(members, "state")),
                named(owner, "queue", QueueId::new),
                named(owner, "agent", AgentId::new),
                label(text(members, "outcome")),
                tags(members.get("tags")));
    }

    private static <T> @Nullable T named(
            Map<String, JsonValue> owner, String kind, Function<String, T> form) {
        String id = text(owner, "id");
        return id != null && kind.equals(text(owner, "kind")) ? form.apply(id) : null;
    }

    private static List<LabelId> tags(@Nullable JsonValue tags) {
        return tags instanceof JsonArray(var items)
                ? items.stream()
                        .flatMap(item ->
                                item instanceof JsonString(var id)
                                        ? Stream.of(new LabelId(id))
                                        : Stream.empty())
                        .toList()
                : List.of();
    }

    private static @Nullable LabelId label(@Nullable String id) {
        return id == null ? null : new LabelId(id);
    }

    private static @Nullable String text(Map<String, JsonValue> members, String name) {
        return members.get(name) instanceof JsonString(var value) ? value : null;
    }
}
