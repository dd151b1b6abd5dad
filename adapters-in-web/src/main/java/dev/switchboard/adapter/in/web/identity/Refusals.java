package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.identity.BearerHeader.UnusableHeaderException;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.Listed;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.OtherMethods;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch.Unlisted;
import dev.switchboard.adapter.in.web.identity.token.TooManyTriesException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Refuses requests before any controller, in the error form of their path.
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ErrorResponder responder;
    private final RouteTable routes;

    Refusals(ErrorResponder responder, RouteTable routes) {
        this.responder = responder;
        this.routes = routes;
    }

    /// Refuses a caller without authentication: no token, an invalid one, or one that cannot be
    /// checked now.
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        Problem problem =
                switch (e) {
                    case UnusableHeaderException _ ->
                            unauthorized("Invalid Authorization token, header invalid.", request);
                    case InvalidBearerTokenException _ ->
                            unauthorized("Invalid Authorization token.", request);
                    case TooManyTriesException tries ->
                            Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(tries.left());
                    case AuthenticationServiceException away
                            when away.getCause() instanceof StoreUnavailableException ->
                            Problem.of(ProblemCode.STORAGE_UNAVAILABLE).retrySoon();
                    case AuthenticationServiceException _ ->
                            Problem.of(ProblemCode.UNAVAILABLE, "The token issuer is away")
                                    .retrySoon();
                    default -> withoutToken(request);
                };
        responder.respond(request, response, problem);
    }

    /// Refuses an authenticated caller.
    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        Problem problem =
                switch (routes.find(request)) {
                    case Listed _ -> Problem.of(ProblemCode.FORBIDDEN);
                    case OtherMethods(Set<String> allowed, _) -> methodNotAllowed(allowed);
                    case Unlisted _ -> Problem.of(ProblemCode.NOT_FOUND);
                };
        responder.respond(request, response, problem);
    }

    private Problem withoutToken(HttpServletRequest request) {
        return switch (routes.find(request)) {
            case OtherMethods(Set<String> allowed, boolean open) when open ->
                    methodNotAllowed(allowed);
            case RouteMatch.Unlisted _ -> Problem.of(ProblemCode.NOT_FOUND);
            case Listed _, OtherMethods _ ->
                    unauthorized(
                            "An Authorization header or an Query Param with name token is"
                                    + " required.",
                            request);
        };
    }

    private static Problem methodNotAllowed(Set<String> allowed) {
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED)
                .withHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
    }

    /// Only callers of bots' endpoints are told what is wrong with their token.
    private Problem unauthorized(String text, HttpServletRequest request) {
        ProblemCode code = ProblemCode.UNAUTHORIZED;
        String detail = responder.describes(request) ? text : code.title();
        return Problem.of(code, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
