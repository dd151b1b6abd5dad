package dev.switchboard.adapter.in.web.proof;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The token in an `Authorization` header of a system that calls a webhook. The scheme may be in
/// any case.
public final class BearerToken {

    private static final Pattern FORM = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /// @param header the header's value
    /// @return empty if it has another form
    public static Optional<String> of(String header) {
        Matcher bearer = FORM.matcher(header.strip());
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }
}
