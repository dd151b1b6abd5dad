package dev.switchboard.domain.session;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.digest.Sha256;
import java.util.regex.Pattern;

/// The key of a client session, which outlives its connections: the SHA-256 of its secret session
/// id (`pid`) in hexadecimal digits.
public record SessionKey(String hash) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SessionKey {
        if (!FORM.matcher(hash).matches()) {
            throw new InvalidValueException("pid", Reason.INVALID);
        }
    }

    /// The key of the session with a secret id.
    public static SessionKey of(String pid) {
        return new SessionKey(Sha256.hex(pid));
    }

    @Override
    public String toString() {
        return "SessionKey[" + hash.substring(0, 8) + "]";
    }
}
