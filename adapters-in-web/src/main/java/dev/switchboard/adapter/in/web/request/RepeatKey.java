package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import org.jspecify.annotations.Nullable;

/// The key by which a caller names a request, so that the hub recognises its repeats.
public final class RepeatKey {

    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 500;

    private RepeatKey() {}

    /// Returns the key of a request that must have one.
    public static String required(@Nullable String header) {
        if (header == null) {
            throw new InvalidValueException(HEADER, Reason.MISSING);
        }
        if (header.isBlank()
                || header.length() > LONGEST
                || header.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(HEADER, Reason.INVALID);
        }
        return header;
    }

    /// The answer to another request with a key that was used before.
    public static ProblemException reused() {
        return new ProblemException(
                ProblemCode.CONFLICT, "Idempotency-Key reused with a different request");
    }
}
