package dev.switchboard.domain.presence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A user of an organisation, whether or not the organisation knows them. Its text is
/// `org:12345:user:67890`.
public record UserRef(OrgId org, long number) implements Subject {

    /// At most 16 digits; the number may still be too great.
    private static final Pattern TEXT =
            Pattern.compile("org:([A-Za-z0-9_-]{1,64}):user:([1-9][0-9]{0,15})");

    public UserRef {
        Numbers.require("userId", number);
    }

    /// Empty if the text names no user.
    public static Optional<UserRef> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(2));
        return number > Numbers.GREATEST
                ? Optional.empty()
                : Optional.of(new UserRef(new OrgId(parts.group(1)), number));
    }

    @Override
    public String toString() {
        return "org:" + org + ":user:" + number;
    }
}
