package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.conversation.ReadRecent.Place;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The place to continue a list behind, as text that callers need not understand.
final class ConversationCursor {

    private ConversationCursor() {}

    static String of(Place place) {
        String text = place.lastActivityAt() + " " + place.id().externalId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /// @throws InvalidValueException if it is none of ours
    static @Nullable Place parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            int space = text.indexOf(' ');
            Instant at = Instant.parse(text.substring(0, Math.max(space, 0)));
            return new Place(at, Bot.conversation(text.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new InvalidValueException("after", Reason.INVALID);
        }
    }
}
