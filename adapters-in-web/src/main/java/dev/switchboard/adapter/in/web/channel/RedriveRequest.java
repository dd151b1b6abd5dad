package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.delivery.MendDeliveries.Selection;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.delivery.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parked deliveries of a channel to send again.
///
/// @param before of messages accepted before
/// @param includeRefused whether to take those whose sender was told of the refusal
record RedriveRequest(@Nullable Instant before, boolean includeRefused) {

    private static final String BEFORE = "before";
    private static final String INCLUDE_REFUSED = "include_refused";

    static RedriveRequest from(JsonFields fields) {
        fields.refuseAllBut(Set.of(BEFORE, INCLUDE_REFUSED));
        String before = fields.string(BEFORE);
        return new RedriveRequest(
                before == null ? null : instant(before),
                Boolean.TRUE.equals(fields.bool(INCLUDE_REFUSED)));
    }

    Selection toSelection(Target target) {
        return new Selection(target, null, null, before, includeRefused);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidValueException(BEFORE, Reason.INVALID);
        }
    }
}
