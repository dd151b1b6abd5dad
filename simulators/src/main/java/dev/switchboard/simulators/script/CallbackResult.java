package dev.switchboard.simulators.script;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// What became of one callback.
///
/// @param status the HTTP status it was answered with; null if there was no answer
/// @param body what it was answered, or what kept it from being answered
public record CallbackResult(String sessionId, @Nullable Integer status, String body) {

    /// @param failure why there is no answer
    public static CallbackResult of(
            String sessionId, @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        return answer == null
                ? new CallbackResult(sessionId, null, String.valueOf(failure))
                : new CallbackResult(sessionId, answer.statusCode(), answer.body());
    }
}
