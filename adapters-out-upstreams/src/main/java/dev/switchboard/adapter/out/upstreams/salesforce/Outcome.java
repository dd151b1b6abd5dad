package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What one call came to.
sealed interface Outcome {

    JsonMapper JSON = new JsonMapper();

    /// What Salesforce says when it names no code of its own.
    String UNKNOWN = "UNKNOWN";

    /// @param json the answer, a missing node if there is none that can be read
    record Done(int status, JsonNode json) implements Outcome {

        /// A member that is text; empty if there is none.
        String text(String member) {
            JsonNode value = json.path(member);
            return value.isString() ? value.stringValue() : "";
        }

        @Override
        public String toString() {
            return "Done[" + status + "]";
        }
    }

    /// Whoever we are, it is not known, or no more.
    record Denied() implements Outcome {}

    /// We are known, and may not.
    record Forbidden(String code) implements Outcome {}

    /// There is no such thing.
    record Missing() implements Outcome {}

    /// It will not, now or later.
    record Refused(int status, String code) implements Outcome {}

    /// Another try may succeed.
    ///
    /// @param perhapsDone whether this one may have
    record Away(
            Cause cause,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            boolean perhapsDone)
            implements Outcome {}

    /// What it means to a message that failed by it.
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

    /// How long to wait after a 429 that does not say it.
    Duration USUAL_PATIENCE = Duration.ofSeconds(3);

    Pattern CODE = Pattern.compile("[A-Z0-9_]{1,64}");

    static Outcome of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Blocked _ -> new Refused(0, "HOST_BLOCKED");
            case Exchange.Failed(Cause cause) -> new Away(cause, null, null, cause.ambiguous());
            case Exchange.Answered answered -> of(answered);
        };
    }

    private static Outcome of(Exchange.Answered answer) {
        int status = answer.status();
        if (answer.succeeded()) {
            return new Done(status, read(answer.text()));
        }
        if (status >= 500) {
            return new Away(Cause.SERVER_ERROR, status, answer.retryAfter(), true);
        }
        String code = codeOf(read(answer.text()));
        return switch (status) {
            case 401 -> new Denied();
            case 403 ->
                    code.equals("REQUEST_LIMIT_EXCEEDED")
                            ? busy(status, answer.retryAfter())
                            : new Forbidden(code);
            case 404 -> new Missing();
            case 408, 425, 429 -> busy(status, answer.retryAfter());
            default -> new Refused(status, code);
        };
    }

    private static Outcome busy(int status, @Nullable Duration asked) {
        return new Away(Cause.BUSY, status, asked == null ? USUAL_PATIENCE : asked, false);
    }

    /// What a peer sent, a missing node if it is no JSON.
    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// The code of an error: `[{"message":…,"errorCode":…}]`, one such object, or what OAuth and
    /// the chat's API write.
    static String codeOf(JsonNode error) {
        JsonNode first = error.isArray() ? error.path(0) : error;
        for (String member : new String[] {"errorCode", "code", "error"}) {
            JsonNode code = first.path(member);
            String text = code.isString() ? code.stringValue().toUpperCase(Locale.ROOT) : "";
            if (CODE.matcher(text).matches()) {
                return text;
            }
        }
        return UNKNOWN;
    }
}
