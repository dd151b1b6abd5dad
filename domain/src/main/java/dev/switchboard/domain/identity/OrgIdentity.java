package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// A person's identity in an organisation.
///
/// @param orgId 1-64 of `[A-Za-z0-9_-]`
/// @param userId 1 to 2^53 - 1, so that a script can hold it
public record OrgIdentity(String orgId, long userId) {

    private static final Pattern ORG = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long LAST_USER = (1L << 53) - 1;

    public OrgIdentity {
        if (!ORG.matcher(orgId).matches()) {
            throw new InvalidValueException("org_id", Reason.INVALID);
        }
        if (userId < 1 || userId > LAST_USER) {
            throw new InvalidValueException("user_id", Reason.INVALID);
        }
    }
}
