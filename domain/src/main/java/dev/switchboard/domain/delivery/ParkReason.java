package dev.switchboard.domain.delivery;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The reason for which a delivery was given up for now: a stable code that admins filter by.
public record ParkReason(String code) {

    // Declared first: the reasons below are checked against it.
    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /// Not delivered within the maximum age of a delivery.
    public static final ParkReason EXHAUSTED = new ParkReason("exhausted");

    /// The target refused it, and the sender was told so.
    public static final ParkReason REFUSED = new ParkReason("refused");

    /// The target refused it after the sender stopped waiting for the answer.
    public static final ParkReason REJECTED = new ParkReason("rejected");

    /// Egress control forbids the target's host.
    public static final ParkReason EGRESS_BLOCKED = new ParkReason("egress_blocked");

    /// Its channel was removed from the registry.
    public static final ParkReason CHANNEL_DELETED = new ParkReason("channel_deleted");

    /// No receiver is configured: it is kept, and only a re-drive forwards it.
    public static final ParkReason STORED = new ParkReason("stored");

    /// The answer to a conformance probe, which has no receiver.
    public static final ParkReason PROBE = new ParkReason("probe");

    /// No client took it in time; an owner who returns still gets it.
    public static final ParkReason NO_CLIENT = new ParkReason("NO_CLIENT");

    /// The handoff ended before an agent had it.
    public static final ParkReason NO_AGENT = new ParkReason("no_agent");

    /// The chat ended before its desk had it.
    public static final ParkReason CHAT_CLOSED = new ParkReason("chat_closed");

    /// The platform no longer lets us write to the user, who has been silent for too long.
    public static final ParkReason WINDOW_CLOSED = new ParkReason("window_closed");

    /// The settings that its target needs are missing.
    public static final ParkReason NOT_CONFIGURED = new ParkReason("not_configured");

    /// It names no conversation that could be followed.
    public static final ParkReason UNROUTABLE = new ParkReason("unroutable");

    /// The target rejected our credentials for the maximum age of a delivery.
    public static final ParkReason AUTH_FAILED = new ParkReason("auth_failed");

    /// The message was erased.
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
