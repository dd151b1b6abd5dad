package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.request.EndUsers;
import dev.switchboard.adapter.in.web.request.KnownRoutes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sets the CORS headers of the bot's endpoints and answers preflight requests. Nothing is refused:
/// a page that is not on the list gets no headers, and its browser withholds the response.
final class CrossOriginFilter extends OncePerRequestFilter {

    /// The paths that pages call.
    static final String[] PATHS = {"/api/netomi/*", "/api/conversations/*"};

    private static final String ANY = "*";
    private static final String MAY_SEND =
            String.join(", ", HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, EndUsers.HEADER);
    private static final String MAY_READ =
            String.join(
                    ", ",
                    EndUsers.HEADER,
                    HttpHeaders.RETRY_AFTER,
                    ErrorResponder.REQUEST_ID,
                    NetomiHistoryController.NEXT);
    private static final String TEN_MINUTES = "600";

    private final Set<String> allowed;
    private final KnownRoutes routes;

    /// @param allowed origins exactly as browsers write them, or `*` for all, without cookies
    CrossOriginFilter(List<String> allowed, KnownRoutes routes) {
        this.allowed = Set.copyOf(allowed);
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean listed = declare(request.getHeader(HttpHeaders.ORIGIN), response);
        Set<String> methods =
                CorsUtils.isPreFlightRequest(request) ? routes.methods(request) : Set.of();
        if (methods.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (listed) {
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, MAY_SEND);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /// @return whether the page may read the response
    private boolean declare(@Nullable String origin, HttpServletResponse response) {
        if (allowed.contains(ANY)) {
            permit(ANY, response);
            return true;
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin == null || !allowed.contains(origin)) {
            return false;
        }
        permit(origin, response);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        return true;
    }

    private static void permit(String origin, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, MAY_READ);
    }
}
