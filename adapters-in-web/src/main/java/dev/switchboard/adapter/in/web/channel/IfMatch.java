package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `If-Match` header: `"<version>"` or `*`.
final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    private IfMatch() {}

    /// Returns the version that the caller has seen, or null for any.
    static @Nullable Long version(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher matcher = VERSION.matcher(header.strip());
        if (!matcher.matches()) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Invalid If-Match");
        }
        return Long.valueOf(matcher.group(1));
    }
}
