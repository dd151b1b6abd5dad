package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The result of one call.
sealed interface CallResult {

    JsonMapper JSON = new JsonMapper();

    /// The code for errors without one.
    String UNKNOWN = "UNKNOWN";

    /// @param json the answer; a missing node if there is none, or it is unreadable
    record Done(int status, JsonNode json) implements CallResult {

        /// The text of a member; empty if there is none.
        String text(String member) {
            return JsonText.text(json, member);
        }

        @Override
        public String toString() {
            return "Done[" + status + "]";
        }
    }

    /// The token is unknown or expired.
    record Denied() implements CallResult {}

    /// The token is valid, but has no permission.
    record Forbidden(String code) implements CallResult {}

    /// The resource does not exist.
    record Missing() implements CallResult {}

    /// A permanent refusal.
    record Refused(int status, String code) implements CallResult {}

    /// A retry may succeed.
    ///
    /// @param perhapsDone whether this call may have taken effect
    record Away(
            Cause cause,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            boolean perhapsDone)
            implements CallResult {}

    /// The outcome of a message that failed with this result.
    default SendOutcome asSendOutcome() {
        return switch (this) {
            case Away(var cause, var status, var patience, _) ->
                    new SendOutcome.Called(new UpstreamReply.Unavailable(cause, status, patience));
            case Refused(int status, var code) -> refused(status, code);
            case Forbidden(var code) -> refused(403, code);
            case Missing _ -> refused(404, "NOT_FOUND");
            case Denied _ -> refused(401, "UNAUTHORIZED");
            case Done _ -> throw new IllegalStateException("nothing failed");
        };
    }

    private static SendOutcome refused(int status, String code) {
        return new SendOutcome.Called(
                new UpstreamReply.Refused(status, code), new ParkReason(code));
    }

    /// The wait after a 429 that does not state one.
    Duration USUAL_PATIENCE = Duration.ofSeconds(3);

    Pattern CODE = Pattern.compile("[A-Z0-9_]{1,64}");

    static CallResult of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Blocked _ -> new Refused(0, "HOST_BLOCKED");
            case Exchange.Failed(Cause cause) -> new Away(cause, null, null, cause.ambiguous());
            case Exchange.Answered answered -> of(answered);
        };
    }

    private static CallResult of(Exchange.Answered answer) {
        int status = answer.status();
        if (answer.succeeded()) {
            return new Done(status, JsonText.read(answer.text()));
        }
        Cause away = Cause.ofStatus(status);
        if (away == Cause.BUSY) {
            return busy(status, answer.retryAfter());
        }
        if (away != null) {
            return new Away(away, status, answer.retryAfter(), true);
        }
        String code = codeOf(JsonText.read(answer.text()));
        return switch (status) {
            case 401 -> new Denied();
            case 403 ->
                    code.equals("REQUEST_LIMIT_EXCEEDED")
                            ? busy(status, answer.retryAfter())
                            : new Forbidden(code);
            case 404 -> new Missing();
            default -> new Refused(status, code);
        };
    }

    private static CallResult busy(int status, @Nullable Duration asked) {
        return new Away(Cause.BUSY, status, asked == null ? USUAL_PATIENCE : asked, false);
    }

    /// The code of an error: of `[{"message":…,"errorCode":…}]`, of one such object, or of the
    /// forms used by OAuth and the chat's API.
    static String codeOf(JsonNode error) {
        JsonNode first = error.isArray() ? error.path(0) : error;
        for (String member : new String[] {"errorCode", "code", "error"}) {
            String text = JsonText.text(first, member).toUpperCase(Locale.ROOT);
            if (CODE.matcher(text).matches()) {
                return text;
            }
        }
        return UNKNOWN;
    }
}
