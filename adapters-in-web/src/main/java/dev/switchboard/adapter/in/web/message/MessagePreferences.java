package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the headers of a request say about how to treat it.
final class MessagePreferences {

    static final String RESPOND_ASYNC = "respond-async";

    private static final int MAX_KEY_LENGTH = 200;

    private MessagePreferences() {}

    /// The caller's own name for this request, or null if it gave none.
    static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isBlank()
                || header.length() > MAX_KEY_LENGTH
                || header.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Invalid Idempotency-Key");
        }
        return header;
    }

    /// Whether `Prefer` asks to be answered at once (RFC 7240).
    static boolean respondAsync(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(preference -> preference.split(";", 2)[0].strip())
                        .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }
}
