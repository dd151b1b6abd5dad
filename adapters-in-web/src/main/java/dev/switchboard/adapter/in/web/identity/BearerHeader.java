package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// Finds the token of a request: in its only `Authorization` header, or on routes that permit it in
/// the query. Open routes are skipped, because the header may have another meaning there; so are
/// foreign tokens on routes that accept both.
///
/// @param ours whether a token claims to be one of the hub's
record BearerHeader(RouteTable routes, Predicate<String> ours) implements AuthenticationConverter {

    private static final int MAX_LENGTH = 8 * 1024;
    private static final Pattern TWO_PARTS = Pattern.compile("(?i:Bearer) +\\S+");
    // only the word may be in any case: a pattern that ignores case throughout takes far longer
    private static final Pattern FORM = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    /// @throws UnusableHeaderException if the header is not a single `Bearer x`
    /// @throws InvalidBearerTokenException if its token cannot be one
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (routes.isOpen(request)) {
            return null;
        }
        if (headers.isEmpty()) {
            return routes.takesQueryToken(request) ? fromQuery(request) : null;
        }
        if (routes.isMixed(request) && headers.stream().noneMatch(this::isOurs)) {
            return null;
        }
        if (headers.size() > 1) {
            throw new UnusableHeaderException();
        }
        var token = new BearerTokenAuthenticationToken(tokenIn(headers.getFirst()));
        token.setDetails(request.getRemoteAddr());
        return token;
    }

    private static String tokenIn(String text) {
        Matcher header = FORM.matcher(text);
        if (text.length() <= MAX_LENGTH && header.matches()) {
            return header.group(1);
        }
        throw TWO_PARTS.matcher(text).matches()
                ? new InvalidBearerTokenException("Not one short token")
                : new UnusableHeaderException();
    }

    /// Reads the token of callers that cannot set headers. API keys are not accepted, because they
    /// live too long for the logs of proxies.
    ///
    /// @throws InvalidBearerTokenException if there are several, or one that cannot be valid
    private static @Nullable Authentication fromQuery(HttpServletRequest request) {
        List<String> tokens = QueryText.all(request, "token");
        if (tokens.isEmpty()) {
            return null;
        }
        String token = tokens.getFirst();
        if (tokens.size() > 1
                || token.isEmpty()
                || token.length() > MAX_LENGTH
                || Mark.API_KEY.isOn(token)) {
            throw new InvalidBearerTokenException("Not one short token");
        }
        return new BearerTokenAuthenticationToken(token);
    }

    private boolean isOurs(String header) {
        Matcher form = FORM.matcher(header);
        return header.length() <= MAX_LENGTH && form.matches() && ours.test(form.group(1));
    }

    /// The header cannot contain a token.
    static final class UnusableHeaderException extends InvalidBearerTokenException {

        private static final long serialVersionUID = 1L;

        UnusableHeaderException() {
            super("Not one short bearer token");
        }
    }
}
