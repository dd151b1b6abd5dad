package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.yalo.Lenient.first;
import static dev.switchboard.adapter.in.web.yalo.Lenient.object;
import static dev.switchboard.adapter.in.web.yalo.Lenient.objects;
import static dev.switchboard.adapter.in.web.yalo.Lenient.text;

import dev.switchboard.adapter.in.web.yalo.PlatformEvent.Body;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/// What Meta tells, in batches.
final class MetaEvents {

    private static final String WHATSAPP = "whatsapp_business_account";
    private static final String MESSENGER = "page";

    private MetaEvents() {}

    static boolean covers(JsonObject body) {
        return Stream.of(WHATSAPP, MESSENGER).anyMatch(text(body, "object")::equals);
    }

    /// In their order. What says nothing of anybody is left out.
    static List<PlatformEvent> read(JsonObject batch) {
        return text(batch, "object").equals(MESSENGER)
                ? MessengerEvents.read(batch, true)
                : objects(batch, "entry").stream()
                        .flatMap(entry -> objects(entry, "changes").stream())
                        .flatMap(change -> objects(object(change, "value"), "messages").stream())
                        .flatMap(MetaEvents::message)
                        .toList();
    }

    private static Stream<PlatformEvent> message(JsonObject message) {
        String type = first(message, "type");
        Body body =
                type.isEmpty()
                        ? Body.unsupported("unsupported")
                        : WhatsAppTypes.read(type, message);
        return ExternalId.of(first(message, "from", "from_user_id"))
                .map(user ->
                        new PlatformEvent(
                                user,
                                Party.USER,
                                text(message, "id"),
                                text(message, "timestamp"),
                                body,
                                false,
                                message))
                .stream();
    }
}
