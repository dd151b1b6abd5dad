package dev.switchboard.adapter.in.web.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.message.Content;

/// Limits the size of content.
final class Limits {

    private static final int MAX_BYTES_PER_CHAR = 3;

    private Limits() {}

    /// Returns the text as content if it has at most `maxBytes` of UTF-8.
    static Content content(String field, String json, int maxBytes) {
        boolean surelyFits = json.length() <= maxBytes / MAX_BYTES_PER_CHAR;
        if (!surelyFits && json.getBytes(UTF_8).length > maxBytes) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
        return new Content(json);
    }
}
