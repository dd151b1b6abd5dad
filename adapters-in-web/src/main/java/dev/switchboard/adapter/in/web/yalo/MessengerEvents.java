package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.yalo.LenientJson.first;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.line;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.object;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.objects;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.text;

import dev.switchboard.adapter.in.web.yalo.PlatformEvent.Body;
import dev.switchboard.adapter.in.web.yalo.PlatformEvent.File;
import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.HearReceipts.State;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads Messenger's events: `entry[].messaging[]`, as Meta sends it and Yalo passes it on.
final class MessengerEvents {

    private MessengerEvents() {}

    /// Returns the events in order; a message with several files makes several events.
    ///
    /// @param byUser whether the user is the author, as far as the sender of the webhook knows; a
    ///   bot's messages come as echoes
    static List<PlatformEvent> read(JsonObject page, boolean byUser) {
        return PlatformEvent.ofUsers(
                items(page).filter(item -> !isReceipt(item)).map(item -> read(byUser, item)));
    }

    private static Stream<JsonObject> items(JsonObject page) {
        return objects(page, "entry").stream()
                .flatMap(entry ->
                        Stream.concat(
                                LenientJson.items(entry, "messaging").stream(),
                                LenientJson.items(entry, "standby").stream()));
    }

    private static List<PlatformEvent> read(boolean byUser, JsonObject item) {
        JsonObject message = object(item, "message");
        boolean echo = new JsonBoolean(true).equals(message.members().get("is_echo"));
        boolean user = byUser && !echo;
        ExternalId who =
                ExternalId.of(text(object(item, user ? "sender" : "recipient"), "id")).orElse(null);
        if (who == null) {
            return List.of();
        }
        List<Body> bodies =
                item.members().containsKey("postback")
                        ? List.of(postback(object(item, "postback")))
                        : said(message);
        String id =
                first(message, "mid").isEmpty()
                        ? text(object(item, "postback"), "mid")
                        : text(message, "mid");
        List<PlatformEvent> events = new ArrayList<>();
        for (Body body : bodies) {
            String part = events.isEmpty() || id.isEmpty() ? id : id + "#" + events.size();
            events.add(
                    new PlatformEvent(
                            who,
                            user ? Party.USER : Party.BOT,
                            part,
                            text(item, "timestamp"),
                            body,
                            echo,
                            item));
        }
        return events;
    }

    /// Returns receipts of delivered messages. Messenger reports reading by a time without ids.
    static List<Receipt> receipts(JsonObject page, YaloWebProperties yalo) {
        List<Receipt> receipts = new ArrayList<>();
        for (JsonObject item : items(page).toList()) {
            ExternalId user = ExternalId.of(text(object(item, "sender"), "id")).orElse(null);
            if (user != null) {
                LenientJson.texts(object(item, "delivery"), "mids").stream()
                        .filter(id -> !id.isEmpty() && id.length() <= Receipt.MOST_ID)
                        .map(id ->
                                new Receipt(
                                        yalo.conversation(user), null, id, State.DELIVERED, null))
                        .forEach(receipts::add);
            }
        }
        return receipts;
    }

    /// Whether the item says that a message of the hub arrived or was read.
    private static boolean isReceipt(JsonObject item) {
        return item.members().containsKey("delivery") || item.members().containsKey("read");
    }

    private static Body postback(JsonObject postback) {
        return Body.choice("postback", text(postback, "title"), text(postback, "payload"));
    }

    private static List<Body> said(JsonObject message) {
        List<Body> bodies = new ArrayList<>();
        String text = text(message, "text");
        String chosen = text(object(message, "quick_reply"), "payload");
        if (!chosen.isEmpty()) {
            bodies.add(Body.choice("quick_reply", text, chosen));
        } else if (!text.isEmpty()) {
            bodies.add(Body.text(text));
        }
        objects(message, "attachments").forEach(attachment -> bodies.add(attached(attachment)));
        if (bodies.isEmpty()) {
            bodies.add(Body.unsupported("unsupported"));
        }
        return bodies;
    }

    private static Body attached(JsonObject attachment) {
        String type = first(attachment, "type");
        JsonObject payload = object(attachment, "payload");
        String url = text(payload, "url");
        if (type.equals("location")) {
            JsonObject place = object(payload, "coordinates");
            return Body.summary(
                    type,
                    line(
                            ", ",
                            text(attachment, "title"),
                            line(",", text(place, "lat"), text(place, "long"))));
        }
        return PlatformEvent.isFile(type) && !url.isEmpty()
                ? Body.file(type, new File(url, "", mimeType(type, url), "", ""))
                : Body.unsupported(type.isEmpty() ? "unsupported" : type);
    }

    /// Messenger gives no type, so it is derived from the address.
    private static String mimeType(String type, String url) {
        String path = url.split("[?#]", 2)[0];
        return switch (type) {
            case "image" ->
                    endsWith(path, ".png")
                            ? "image/png"
                            : endsWith(path, ".gif") ? "image/gif" : "image/jpeg";
            case "audio" -> "audio/mpeg";
            case "video" -> "video/mp4";
            default -> endsWith(path, ".pdf") ? "application/pdf" : "application/octet-stream";
        };
    }

    /// In any case of letters. An address can be as long as a body.
    private static boolean endsWith(String path, String ending) {
        int length = ending.length();
        return path.regionMatches(true, path.length() - length, ending, 0, length);
    }
}
