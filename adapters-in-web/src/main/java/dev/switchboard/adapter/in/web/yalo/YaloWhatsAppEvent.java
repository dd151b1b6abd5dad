package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/// Reads Yalo's own form of WhatsApp events: one message of a user or bot in each call.
final class YaloWhatsAppEvent {

    private YaloWhatsAppEvent() {}

    /// @param payload reads the body's fields, and then has all complaints about them
    /// @return null if there are complaints
    static @Nullable PlatformEvent read(BodyFields payload, JsonObject body) {
        String id = payload.required("id", "ID");
        String timestamp = payload.figure("timestamp", "Timestamp");
        String type = payload.required("type", "Type");
        boolean byBot = !payload.text("to").isEmpty();
        String who = byBot ? payload.text("to") : payload.text("from");
        if (who.isEmpty()) {
            payload.refuse("From", "required");
        }
        ExternalId user = ExternalId.of(who).orElse(null);
        if (user == null && !who.isEmpty()) {
            payload.refuse(byBot ? "To" : "From", "id");
        }
        return user == null || !payload.complaint().isEmpty()
                ? null
                : new PlatformEvent(
                        user,
                        byBot ? Party.BOT : Party.USER,
                        id,
                        timestamp,
                        WhatsAppTypes.read(type, body),
                        false,
                        body);
    }
}
