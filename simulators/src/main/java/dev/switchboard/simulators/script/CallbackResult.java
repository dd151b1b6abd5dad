package dev.switchboard.simulators.script;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// The result of one callback.
///
/// @param status the HTTP status of its answer; null if there was none
/// @param body the answer, or the reason why there is none
public record CallbackResult(String sessionId, @Nullable Integer status, String body) {

    /// @param failure why there is no answer
    public static CallbackResult of(
            String sessionId, @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        return answer == null
                ? new CallbackResult(sessionId, null, String.valueOf(failure))
                : new CallbackResult(sessionId, answer.statusCode(), answer.body());
    }
}
