package dev.switchboard.domain.delivery;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// Why a delivery was given up for now, as a stable code that admins filter by.
public record ParkReason(String code) {

    // First, for the reasons below are checked by it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /// Not delivered within the time a delivery may age.
    public static final ParkReason EXHAUSTED = new ParkReason("exhausted");

    /// The target will not take it, and its sender was told so.
    public static final ParkReason REFUSED = new ParkReason("refused");

    /// The target will not take it, and its sender no longer waited for the answer.
    public static final ParkReason REJECTED = new ParkReason("rejected");

    /// The target's host may not be called.
    public static final ParkReason EGRESS_BLOCKED = new ParkReason("egress_blocked");

    /// Its channel was removed from the registry.
    public static final ParkReason CHANNEL_DELETED = new ParkReason("channel_deleted");

    /// Nobody is configured to receive it: it is kept, and forwarded by re-drive only.
    public static final ParkReason STORED = new ParkReason("stored");

    /// The answer to a conformance probe, which nobody is to receive.
    public static final ParkReason PROBE = new ParkReason("probe");

    /// No client took it in time; the owner who returns still gets it.
    public static final ParkReason NO_CLIENT = new ParkReason("NO_CLIENT");

    /// The handoff was over before an agent had it.
    public static final ParkReason NO_AGENT = new ParkReason("no_agent");

    /// The chat was over before its desk could have it.
    public static final ParkReason CHAT_CLOSED = new ParkReason("chat_closed");

    /// It names no conversation that anybody could follow.
    public static final ParkReason UNROUTABLE = new ParkReason("unroutable");

    /// The target did not accept who we are for as long as a delivery may age.
    public static final ParkReason AUTH_FAILED = new ParkReason("auth_failed");

    /// What it was to bring was erased.
    public static final ParkReason ERASED = new ParkReason("erased");

    public ParkReason {
        if (!FORM.matcher(code).matches()) {
            throw new InvalidValueException("reason", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
