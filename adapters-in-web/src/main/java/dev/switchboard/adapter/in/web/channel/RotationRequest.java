package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import java.util.Set;

/// How a secret shall be rotated.
///
/// @param overlap how long the previous secret stays active: a day, if not said; at most seven
/// @param force drops the older of two active secrets
record RotationRequest(Duration overlap, boolean force) {

    private static final String OVERLAP = "previous_expires_in_seconds";
    private static final String FORCE = "force";
    private static final long DEFAULT_SECONDS = 86_400;
    private static final long MAX_SECONDS = 604_800;

    static RotationRequest from(JsonFields fields) {
        fields.refuseAllBut(Set.of(OVERLAP, FORCE));
        Long seconds = fields.integer(OVERLAP);
        long overlap = seconds == null ? DEFAULT_SECONDS : seconds;
        if (overlap < 0 || overlap > MAX_SECONDS) {
            throw new InvalidValueException(OVERLAP, Reason.INVALID);
        }
        return new RotationRequest(
                Duration.ofSeconds(overlap), Boolean.TRUE.equals(fields.bool(FORCE)));
    }
}
