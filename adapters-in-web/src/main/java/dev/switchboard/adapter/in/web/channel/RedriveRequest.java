package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.delivery.MendDeliveries.Selection;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
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
        return new RedriveRequest(
                QueryText.instant(BEFORE, fields.string(BEFORE)),
                Boolean.TRUE.equals(fields.bool(INCLUDE_REFUSED)));
    }

    Selection toSelection(Target target) {
        return new Selection(target, null, null, before, includeRefused);
    }
}
