package dev.switchboard.adapter.in.web.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One "no", before it takes the form of its family.
///
/// @param detail a sentence for the caller, without exception texts and secrets; the whole text of
///   a legacy envelope
/// @param field the field it is about, if it is about one
/// @param headers what else the answer carries, such as `Retry-After`
public record Problem(
        ProblemCode code, String detail, @Nullable String field, Map<String, String> headers) {

    private static final String RETRY_AFTER = "Retry-After";
    private static final int SOON_SECONDS = 5;

    public Problem {
        headers = Map.copyOf(headers);
    }

    /// With the code's own title for a detail.
    public static Problem of(ProblemCode code) {
        return of(code, code.title());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null, Map.of());
    }

    public static Problem invalidField(String field, String detail) {
        return new Problem(ProblemCode.INVALID_FIELD, detail, field, Map.of());
    }

    public Problem withHeader(String name, String value) {
        return new Problem(code, detail, field, Map.of(name, value));
    }

    public Problem retryAfter(int seconds) {
        return withHeader(RETRY_AFTER, Integer.toString(seconds));
    }

    /// For what is away and mostly soon back, such as the store.
    public Problem retrySoon() {
        return retryAfter(SOON_SECONDS);
    }
}
