package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.proof.BearerToken;
import dev.switchboard.application.port.out.upstream.DeskTokens;
import dev.switchboard.application.port.out.upstream.DeskTokens.TokenStatus;
import dev.switchboard.domain.delivery.Target;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Authenticates callers of the webhook before their body is read. The attribute [#DESK] names the
/// desk.
final class WebhookAuthFilter extends OncePerRequestFilter {

    static final String DESK = "dev.switchboard.desk";

    private static final String METHODS = "POST, OPTIONS";

    private final DeskTokens tokens;
    private final ErrorResponder responder;

    WebhookAuthFilter(DeskTokens tokens, ErrorResponder responder) {
        this.tokens = tokens;
        this.responder = responder;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "POST" -> judge(request, response, chain);
            case "OPTIONS" -> {
                response.setHeader(HttpHeaders.ALLOW, METHODS);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default ->
                    refuse(
                            request,
                            response,
                            Problem.of(ProblemCode.METHOD_NOT_ALLOWED)
                                    .withHeader(HttpHeaders.ALLOW, METHODS));
        }
    }

    private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (tokens.verify(bearer(request))) {
            case TokenStatus.Genuine(Target desk) -> {
                request.setAttribute(DESK, desk);
                RawBody.trust(request);
                chain.doFilter(new UntypedRequest(request), response);
            }
            case TokenStatus.NotConfigured _ ->
                    refuse(request, response, Problem.of(ProblemCode.NOT_CONFIGURED));
            case TokenStatus.Unreadable _ ->
                    refuse(request, response, Problem.of(ProblemCode.UNAUTHORIZED));
            case TokenStatus.Refused _ ->
                    refuse(request, response, Problem.of(ProblemCode.FORBIDDEN));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        responder.respond(request, response, problem);
    }

    /// Returns the token of the only `Authorization` header, or null.
    private static @Nullable String bearer(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return headers.size() == 1 ? BearerToken.of(headers.getFirst()).orElse(null) : null;
    }

    /// A request without its content type: a malformed one must not matter, and a servlet container
    /// must not parse the body as a form.
    private static final class UntypedRequest extends HttpServletRequestWrapper {

        UntypedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }
    }
}
