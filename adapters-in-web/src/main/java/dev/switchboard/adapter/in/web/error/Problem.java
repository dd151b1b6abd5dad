package dev.switchboard.adapter.in.web.error;

import dev.switchboard.domain.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One error, before it gets the form of its family.
///
/// @param detail a sentence for the caller, without exception texts and secrets; the whole text of
///   a legacy envelope
/// @param errors the fields concerned, if any
/// @param headers additional headers, such as `Retry-After`
/// @param members what problem details have beside the usual
public record Problem(
        ProblemCode code,
        String detail,
        List<FieldError> errors,
        Map<String, String> headers,
        Map<String, JsonValue> members) {

    private static final String RETRY_AFTER = "Retry-After";
    private static final int SOON_SECONDS = 5;

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        members = Map.copyOf(members);
    }

    /// A field with an invalid value.
    ///
    /// @param reason the reason as a word for programs
    public record FieldError(String field, String reason) {}

    /// A problem with the code's title as detail.
    public static Problem of(ProblemCode code) {
        return of(code, code.title());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem invalidField(String field, String detail) {
        return invalidFields(detail, List.of(new FieldError(field, "invalid")));
    }

    /// @param detail about the first of them
    static Problem invalidFields(String detail, List<FieldError> errors) {
        return new Problem(ProblemCode.INVALID_FIELD, detail, errors, Map.of(), Map.of());
    }

    public Problem withHeader(String name, String value) {
        return new Problem(code, detail, errors, Map.of(name, value), members);
    }

    public Problem withMember(String name, JsonValue value) {
        return new Problem(code, detail, errors, headers, Map.of(name, value));
    }

    /// In whole seconds, rounded up.
    public Problem retryAfter(Duration wait) {
        return retryAfter((int) wait.plusMillis(999).toSeconds());
    }

    public Problem retryAfter(int seconds) {
        return withHeader(RETRY_AFTER, Integer.toString(seconds));
    }

    /// For dependencies that are usually back soon, such as the store.
    public Problem retrySoon() {
        return retryAfter(SOON_SECONDS);
    }
}
