package dev.switchboard.domain.session;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The id of a browser: the SHA-256 of its resume token in hexadecimal digits, so that no store
/// knows the token itself.
public record BrowserId(String hash) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public BrowserId {
        if (!FORM.matcher(hash).matches()) {
            throw new InvalidValueException("resume_token", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return "BrowserId[" + hash.substring(0, 8) + "]";
    }
}
