package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;

/// The length of an account's password: 12 to 200 characters.
public final class PasswordRule {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private PasswordRule() {}

    /// @throws InvalidValueException naming `password` if it is too short or too long
    public static Secret require(Secret password) {
        int length = password.reveal().length();
        if (length < SHORTEST) {
            throw new InvalidValueException(
                    "password", Reason.INVALID, "at least " + SHORTEST + " characters");
        }
        if (length > LONGEST) {
            throw new InvalidValueException("password", Reason.TOO_LONG);
        }
        return password;
    }
}
