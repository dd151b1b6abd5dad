package dev.switchboard.adapter.in.web.error;

import dev.switchboard.adapter.in.web.json.InvalidFieldsException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
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
}
