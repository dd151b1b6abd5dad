package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.Exchange.Answered;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.netomi.NetomiProperties.UnknownOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Blocked;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Interprets the answers to messages.
///
/// @param answerTimeout how long a message with an unknown outcome waits for its answer
record AnswerRules(Duration answerTimeout, UnknownOutcome onUnknownOutcome) {

    private static final Set<String> BUSY = Set.of("THROTTLE_ERROR", "RATE_LIMIT_EXCEED_ERROR");
    private static final String AWAY = "DOWN_STREAM_SERVICE_ERROR";
    private static final String AWAY_PREFIX = "CONNECTION_";
    private static final Set<String> IDENTITY =
            Set.of(
                    "ACCESS_TOKEN_EXPIRED",
                    "UNAUTHORIZED_API_REQUEST",
                    "AUTHENTICATION_FAILED_ERROR",
                    "BAD_CREDENTIAL");

    /// @param used the token it was sent with, which must not be shown
    Meaning read(Exchange exchange, Secret used) {
        return switch (exchange) {
            case Exchange.Blocked _ -> new Meaning.Settled(new Blocked());
            case Exchange.Failed(Cause cause) -> noAnswer(cause);
            case Answered answer when answer.succeeded() -> taken(answer, used);
            case Answered answer -> failed(answer, used);
        };
    }

    private Meaning noAnswer(Cause cause) {
        return new Meaning.Settled(
                new Unavailable(cause, null, cause.ambiguous() ? answerTimeout : null));
    }

    boolean repeatsUnknown() {
        return onUnknownOutcome == UnknownOutcome.RETRY;
    }

    /// An answer with a success status may report a failure.
    private static Meaning taken(Answered answer, Secret used) {
        JsonNode body = JsonText.read(answer.text());
        if (!JsonText.text(body, "statusCode").equals("FAILED")) {
            return new Meaning.Settled(
                    new Accepted(answer.status(), answer.json(), receiptIn(body)));
        }
        String code = JsonText.text(body, "exceptionCode");
        if (BUSY.contains(code)) {
            return later(Cause.BUSY, answer);
        }
        if (code.equals(AWAY) || code.startsWith(AWAY_PREFIX)) {
            return later(Cause.SERVER_ERROR, answer);
        }
        return IDENTITY.contains(code) ? unauthorized(answer, used, true) : refused(answer, used);
    }

    /// The id that callbacks refer to when they answer.
    private static String receiptIn(JsonNode body) {
        return JsonText.text(body, "requestId");
    }

    private static Meaning failed(Answered answer, Secret used) {
        return switch (answer.status()) {
            case 401 -> unauthorized(answer, used, true);
            case 403 -> unauthorized(answer, used, false);
            default ->
                    Cause.ofStatus(answer.status()) == Cause.BUSY
                            ? later(Cause.BUSY, answer)
                            : refused(answer, used);
        };
    }

    private static Meaning refused(Answered answer, Secret used) {
        return FailureText.aboutIdentity(answer)
                ? unauthorized(answer, used, false)
                : new Meaning.Settled(refusal(answer, used));
    }

    private static Meaning unauthorized(Answered answer, Secret used, boolean certain) {
        return new Meaning.Unauthorized(refusal(answer, used), certain);
    }

    /// The reply if the token is good.
    private static UpstreamReply refusal(Answered answer, Secret used) {
        Cause cause = Cause.ofStatus(answer.status());
        return cause == null
                ? new Refused(answer.status(), FailureText.of(answer, used))
                : away(cause, answer);
    }

    private static Meaning later(Cause cause, Answered answer) {
        return new Meaning.Settled(away(cause, answer));
    }

    private static Unavailable away(Cause cause, Answered answer) {
        return new Unavailable(cause, answer.status(), answer.retryAfter());
    }

    /// The meaning of an exchange for a message.
    sealed interface Meaning {

        /// The exchange decided the outcome of the message.
        record Settled(UpstreamReply reply) implements Meaning {}

        /// The peer did not take the message, because it did not accept our token or seems not to.
        ///
        /// @param otherwise the reply if the fault is the message's own
        /// @param certain whether it is hardly the message's own; a firewall may answer 403, and a
        ///   text about identity may quote the message
        record Unauthorized(UpstreamReply otherwise, boolean certain) implements Meaning {}
    }
}
