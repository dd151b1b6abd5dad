package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.yalo.LenientJson.first;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.object;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.objects;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.text;

import dev.switchboard.adapter.in.web.yalo.PlatformEvent.Body;
import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.HearReceipts.State;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads Meta's batches of events.
final class MetaEvents {

    private static final String WHATSAPP = "whatsapp_business_account";
    private static final String MESSENGER = "page";

    /// Meta's code for a user who has not written for a day.
    private static final String WINDOW = "131047";

    private static final Pattern CODE = Pattern.compile("\\d{1,9}");

    private MetaEvents() {}

    static boolean covers(JsonObject body) {
        return Stream.of(WHATSAPP, MESSENGER).anyMatch(text(body, "object")::equals);
    }

    /// Returns the events in order, without those of no user.
    static List<PlatformEvent> read(JsonObject batch) {
        return text(batch, "object").equals(MESSENGER)
                ? MessengerEvents.read(batch, true)
                : PlatformEvent.ofUsers(values(batch).flatMap(MetaEvents::messages));
    }

    /// Returns receipts of the hub's messages.
    static List<Receipt> receipts(JsonObject batch, YaloWebProperties yalo) {
        return text(batch, "object").equals(MESSENGER)
                ? MessengerEvents.receipts(batch, yalo)
                : values(batch)
                        .flatMap(value -> objects(value, "statuses").stream())
                        .flatMap(status -> receipt(status, yalo))
                        .toList();
    }

    private static Stream<Receipt> receipt(JsonObject status, YaloWebProperties yalo) {
        @Nullable State state =
                switch (text(status, "status")) {
                    case "delivered" -> State.DELIVERED;
                    case "read" -> State.READ;
                    case "failed" -> State.FAILED;
                    default -> null; // the answer to the hub's call said that it was sent
                };
        String id = text(status, "id");
        ExternalId user =
                ExternalId.of(first(status, "recipient_id", "recipient_user_id")).orElse(null);
        if (state == null || user == null || id.isEmpty() || id.length() > Receipt.MOST_ID) {
            return Stream.empty();
        }
        String ours = text(status, "biz_opaque_callback_data").split("/", 2)[0];
        return Stream.of(
                new Receipt(
                        yalo.conversation(user),
                        MessageId.FORM.matcher(ours).matches() ? new MessageId(ours) : null,
                        id,
                        state,
                        state == State.FAILED ? reason(status) : null));
    }

    private static ParkReason reason(JsonObject status) {
        String code =
                objects(status, "errors").stream()
                        .map(error -> text(error, "code"))
                        .findFirst()
                        .orElse("");
        if (code.equals(WINDOW)) {
            return ParkReason.WINDOW_CLOSED;
        }
        return new ParkReason(CODE.matcher(code).matches() ? "META_" + code : "META_0");
    }

    /// Returns the values of changes, each with its users.
    static Stream<JsonObject> values(JsonObject batch) {
        return objects(batch, "entry").stream()
                .flatMap(entry -> objects(entry, "changes").stream())
                .map(change -> object(change, "value"));
    }

    private static Stream<List<PlatformEvent>> messages(JsonObject value) {
        ExternalId only = onlyUser(value);
        return LenientJson.items(value, "messages").stream().map(message -> message(message, only));
    }

    /// The user of all messages of a change, if it names just one; otherwise null.
    private static @Nullable ExternalId onlyUser(JsonObject value) {
        List<JsonObject> contacts = objects(value, "contacts");
        return contacts.size() == 1
                ? ExternalId.of(first(contacts.getFirst(), "wa_id", "user_id")).orElse(null)
                : null;
    }

    /// @param only the user of a message that names none
    private static List<PlatformEvent> message(JsonObject message, @Nullable ExternalId only) {
        String type = first(message, "type");
        Body body =
                type.isEmpty()
                        ? Body.unsupported("unsupported")
                        : WhatsAppTypes.read(type, message);
        return ExternalId.of(first(message, "from", "from_user_id"))
                .or(() -> Optional.ofNullable(only))
                .map(user ->
                        new PlatformEvent(
                                user,
                                Party.USER,
                                text(message, "id"),
                                text(message, "timestamp"),
                                body,
                                false,
                                message))
                .stream()
                .toList();
    }
}
