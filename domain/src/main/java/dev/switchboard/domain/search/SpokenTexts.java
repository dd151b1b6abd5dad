package dev.switchboard.domain.search;

import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The texts in a message that people read. Its JSON is an outside system's own, so this is a
/// guess: the members that systems use for them, else all texts.
public final class SpokenTexts {

    private static final Set<String> USUAL =
            Set.of("text", "body", "caption", "title", "message", "subject", "description", "name");

    private final List<String> usual = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private SpokenTexts() {}

    /// Returns nothing of what is erased or for agents alone.
    public static List<String> of(Content content) {
        if (content.isErased() || content.isForAgents()) {
            return List.of();
        }
        SpokenTexts found = new SpokenTexts();
        try {
            found.read("text", JsonReader.read(content.text()));
        } catch (IllegalArgumentException _) {
            return List.of(); // no JSON that we can read
        }
        return List.copyOf(found.usual.isEmpty() ? found.others : found.usual);
    }

    private void read(String name, JsonValue value) {
        switch (value) {
            case JsonString(var text) -> (USUAL.contains(name) ? usual : others).add(text);
            case JsonArray(var items) -> items.forEach(item -> read(name, item));
            case JsonObject(var members) -> members.forEach(this::read);
            default -> {
                // numbers are not read
            }
        }
    }
}
