package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.yalo.LenientJson.first;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.line;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.object;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.objects;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.text;

import dev.switchboard.adapter.in.web.yalo.PlatformEvent.Body;
import dev.switchboard.adapter.in.web.yalo.PlatformEvent.File;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.stream.Collectors;

/// Reads WhatsApp messages by type: each has a member of that name. Yalo and Meta spell some of its
/// content differently.
final class WhatsAppTypes {

    private WhatsAppTypes() {}

    static Body read(String type, JsonObject message) {
        JsonObject said = object(message, type);
        if (PlatformEvent.isFile(type)) {
            File file =
                    new File(
                            text(said, "url"),
                            text(said, "id"),
                            first(said, "mimeType", "mime_type"),
                            text(said, "caption"),
                            first(said, "filename", "fileName", "name"));
            return file.url().isEmpty() && file.id().isEmpty()
                    ? Body.unsupported(type)
                    : Body.file(type, file);
        }
        return switch (type) {
            case "text" ->
                    text(said, "body").isEmpty()
                            ? Body.unsupported(type)
                            : Body.text(text(said, "body"));
            case "location" -> Body.summary(type, location(said));
            case "contacts" ->
                    Body.summary(
                            type,
                            objects(message, type).stream()
                                    .map(contact ->
                                            first(
                                                    object(contact, "name"),
                                                    "formatted_name",
                                                    "first_name"))
                                    .collect(Collectors.joining(", ")));
            case "reaction" -> Body.summary(type, text(said, "emoji"));
            case "order" -> Body.summary(type, objects(said, "product_items").size() + " items");
            case "system" -> Body.summary(type, line(" ", text(said, "body")));
            case "interactive" -> interactive(said);
            case "button" -> Body.choice(type, text(said, "text"), first(said, "payload", "id"));
            default -> Body.unsupported(type);
        };
    }

    private static String location(JsonObject said) {
        return line(
                ", ",
                text(said, "name"),
                text(said, "address"),
                line(",", text(said, "latitude"), text(said, "longitude")));
    }

    private static Body interactive(JsonObject said) {
        JsonObject button = object(said, "button_reply");
        JsonObject chosen = button.members().isEmpty() ? object(said, "list_reply") : button;
        return text(chosen, "title").isEmpty()
                ? Body.unsupported("interactive")
                : Body.choice("interactive", text(chosen, "title"), text(chosen, "id"));
    }
}
