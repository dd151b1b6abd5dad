package dev.switchboard.domain.notice;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A notice of an admin for all consoles, for a while: such as that a system is down.
///
/// @param id made of the admin and the key of the request
/// @param until when it is over by itself: within 31 days of `at`
/// @param by the admin
/// @param withdrawn whether it was over before. It is kept until `until`, so that a repeat of its
///   request does not say it again
public record AdminNotice(
        String id,
        Level level,
        String text,
        Instant until,
        String by,
        Instant at,
        boolean withdrawn) {

    private static final int MOST_TEXT = 500;
    private static final Duration LONGEST = Duration.ofDays(31);

    public enum Level {
        INFO,
        WARNING,
        URGENT
    }

    public AdminNotice {
        until = until.truncatedTo(ChronoUnit.MILLIS);
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (text.isBlank()) {
            throw new InvalidValueException("text", Reason.INVALID);
        }
        if (text.length() > MOST_TEXT) {
            throw new InvalidValueException("text", Reason.TOO_LONG);
        }
        if (!until.isAfter(at) || until.isAfter(at.plus(LONGEST))) {
            throw new InvalidValueException("until", Reason.INVALID, "within the next 31 days");
        }
    }

    /// The id of the notice that an admin requests with a key: the same for each repeat.
    public static String idOf(String by, String key) {
        return "ntc_" + Sha256.ofRequest(by, key);
    }

    public AdminNotice withdraw() {
        return new AdminNotice(id, level, text, until, by, at, true);
    }

    public boolean standsAt(Instant now) {
        return !withdrawn && now.isBefore(until);
    }

    /// Whether another notice tells people the same.
    public boolean tellsSameAs(AdminNotice other) {
        return level == other.level && text.equals(other.text) && until.equals(other.until);
    }
}
