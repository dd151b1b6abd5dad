package dev.switchboard.adapter.in.web.error;

import dev.switchboard.adapter.in.web.error.Problem.FieldError;
import dev.switchboard.adapter.in.web.json.InvalidFieldsException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelFields;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns exceptions of controllers into responses. An unexpected one is a bug: it is logged here,
/// once, with the id that the caller gets.
@Hidden
@RestControllerAdvice
final class ErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    private final ErrorResponder responder;

    ErrorAdvice(ErrorResponder responder) {
        this.responder = responder;
    }

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        responder.respond(request, response, e.problem());
    }

    @ExceptionHandler
    void invalid(InvalidValueException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        responder.respond(request, response, InvalidValues.problem(e));
    }

    @ExceptionHandler
    void invalid(InvalidFieldsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        responder.respond(request, response, InvalidValues.problem(e.refused()));
    }

    @ExceptionHandler
    void unreadable(
            UnreadableJsonException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String detail =
                switch (e.flaw()) {
                    case MALFORMED -> "Invalid JSON payload";
                    case NOT_AN_OBJECT -> "Body must be a JSON object";
                };
        responder.respond(request, response, Problem.of(ProblemCode.MALFORMED_JSON, detail));
    }

    /// The body is absent, ended early or does not arrive.
    @ExceptionHandler
    void unreadable(
            HttpMessageNotReadableException e,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ProblemCode code =
                e.getMostSpecificCause() instanceof SocketTimeoutException
                        ? ProblemCode.REQUEST_TIMEOUT
                        : ProblemCode.MALFORMED_JSON;
        responder.respond(request, response, Problem.of(code));
    }

    /// There may be no room for an answer once it is written.
    @ExceptionHandler
    void unwritable(
            HttpMessageNotWritableException e,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (e.getMostSpecificCause() instanceof ProblemException refusal) {
            problem(refusal, request, response);
        } else {
            other(e, request, response);
        }
    }

    @ExceptionHandler(StoreUnavailableException.class)
    void storeUnavailable(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(ProblemCode.STORAGE_UNAVAILABLE);
        responder.respond(request, response, problem.retrySoon());
    }

    /// The firewall checks a header only when it is read.
    @ExceptionHandler(RequestRejectedException.class)
    void rejected(HttpServletRequest request, HttpServletResponse response) throws IOException {
        responder.respond(request, response, Problem.of(ProblemCode.BAD_REQUEST));
    }

    @ExceptionHandler(AccessDeniedException.class)
    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        responder.respond(request, response, Problem.of(ProblemCode.FORBIDDEN));
    }

    @ExceptionHandler(AuthenticationException.class)
    void unauthorized(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(ProblemCode.UNAUTHORIZED);
        responder.respond(request, response, problem.withHeader("WWW-Authenticate", "Bearer"));
    }

    /// The caller left before it had sent everything or received the response; nothing in the hub
    /// is broken. If it still listens, it must not take the missing response for success.
    @ExceptionHandler(IOException.class)
    void gone(HttpServletResponse response) {
        LOG.debug("A caller left before its answer was written");
        if (!response.isCommitted()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /// Spring's own refusals (404, 405, 406, 415 …) have their status and headers such as `Allow`.
    /// Everything else is a bug of the hub.
    @ExceptionHandler
    void other(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (e instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
            responder.respond(request, response, problem(refusal));
            return;
        }
        LOG.error("Request {} failed", response.getHeader(ErrorResponder.REQUEST_ID), e);
        responder.respond(request, response, Problem.of(ProblemCode.INTERNAL_ERROR));
    }

    private static Problem problem(ErrorResponse refusal) {
        Problem problem = Problem.of(HttpStatuses.codeFor(refusal.getStatusCode().value()));
        HttpHeaders headers = refusal.getHeaders();
        String allow = headers.getFirst(HttpHeaders.ALLOW);
        return allow == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allow);
    }

    /// Describes values that the core refused, in the words of `docs/protocol/channels.md`.
    private static final class InvalidValues {

        private static final String BODY = "body";

        private InvalidValues() {}

        static Problem problem(InvalidValueException refused) {
            return problem(List.of(refused));
        }

        /// @param refused at least one
        static Problem problem(List<InvalidValueException> refused) {
            return Problem.invalidFields(
                    text(refused.getFirst()),
                    refused.stream()
                            .map(each -> new FieldError(field(each), word(each.reason())))
                            .toList());
        }

        /// An unknown field is refused as part of the body and reported by its own name.
        private static String field(InvalidValueException refused) {
            return refused.field().equals(BODY) && refused.reason() == Reason.NOT_ALLOWED
                    ? QuotedInput.of(refused.detail())
                    : refused.field();
        }

        private static String word(Reason reason) {
            return reason.name().toLowerCase(Locale.ROOT);
        }

        private static String text(InvalidValueException refused) {
            return switch (refused.field()) {
                case ChannelFields.ID -> channelId(refused);
                case "endpoint_url" -> endpointUrl(refused);
                case "response_url" -> responseUrl(refused);
                case ChannelFields.METADATA -> metadata(refused);
                case BODY -> "Unknown field: " + QuotedInput.of(refused.detail());
                case "filter" -> "Unsupported field: " + QuotedInput.of(refused.detail());
                default -> any(refused);
            };
        }

        private static String channelId(InvalidValueException refused) {
            return refused.reason() == Reason.NOT_ALLOWED
                    ? "channel_id cannot be changed"
                    : any(refused);
        }

        private static String endpointUrl(InvalidValueException refused) {
            return switch (refused.reason()) {
                case MISSING -> "Channel metadata missing 'endpoint_url'";
                case NOT_ALLOWED -> "endpoint_url host is not allowed";
                case INVALID, TOO_LONG, WRONG_TYPE -> "Invalid endpoint_url";
            };
        }

        private static String responseUrl(InvalidValueException refused) {
            return refused.reason() == Reason.WRONG_TYPE
                    ? any(refused)
                    : "response_url is not allowed";
        }

        private static String metadata(InvalidValueException refused) {
            return switch (refused.reason()) {
                case NOT_ALLOWED -> "Metadata key not allowed: " + QuotedInput.of(refused.detail());
                case INVALID -> "Invalid channel_metadata";
                case MISSING, TOO_LONG, WRONG_TYPE -> any(refused);
            };
        }

        private static String any(InvalidValueException refused) {
            String field = refused.field();
            return switch (refused.reason()) {
                case MISSING -> "Missing field: " + field;
                case TOO_LONG -> "Field " + field + " is too long";
                case WRONG_TYPE -> "Field " + field + " must be " + dueType(refused);
                case INVALID -> "Invalid " + field + allowed(refused);
                case NOT_ALLOWED -> "Invalid " + field;
            };
        }

        /// If there is a list of allowed values, or a rule that fits into a line.
        private static String allowed(InvalidValueException refused) {
            return refused.detail().isEmpty() ? "" : ": it is " + refused.detail();
        }

        private static String dueType(InvalidValueException refused) {
            return refused.detail().isEmpty() ? "a non-empty string" : refused.detail();
        }
    }
}
