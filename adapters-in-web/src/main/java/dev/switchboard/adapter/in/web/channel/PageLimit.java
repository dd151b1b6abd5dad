package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `limit` parameter: 1 to 1000; the default is 100.
final class PageLimit {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final int DEFAULT = 100;

    private PageLimit() {}

    static int parse(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (!FORM.matcher(limit).matches()) {
            throw new ProblemException(Problem.invalidField("limit", "Invalid limit"));
        }
        return Integer.parseInt(limit);
    }
}
