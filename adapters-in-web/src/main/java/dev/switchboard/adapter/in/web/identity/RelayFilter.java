package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/// Passes plain requests for a [RelayEndpoint] directly to it. Spring MVC would find the same
/// method, at a cost comparable to journaling. Other requests, valid or not, take the usual way
/// through filters that check more closely. Exceptions of an endpoint are answered as everywhere
/// else.
final class RelayFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> PLAIN_JSON =
            Set.of(
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json;charset=utf-8",
                    "application/json; charset=UTF-8",
                    "application/json;charset=UTF-8");

    private final transient Map<String, RelayEndpoint> endpoints;
    private final transient HandlerExceptionResolver failures;

    /// @param failures answers exceptions of endpoints
    RelayFilter(Collection<RelayEndpoint> endpoints, HandlerExceptionResolver failures) {
        this.endpoints =
                endpoints.stream()
                        .collect(Collectors.toUnmodifiableMap(RelayEndpoint::path, each -> each));
        this.failures = failures;
    }

    /// Whether a request is for such an endpoint, whatever its headers are.
    boolean isFor(HttpServletRequest request) {
        return request.getMethod().equals("POST") && endpoints.containsKey(request.getRequestURI());
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RelayEndpoint endpoint = endpoints.get(request.getRequestURI());
        if (endpoint == null || !isPlain(request)) {
            chain.doFilter(request, response);
            return;
        }
        name(request, endpoint.path());
        try {
            endpoint.method().serve(request, response);
        } catch (IOException | RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }

    private static boolean isPlain(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && PLAIN_JSON.contains(type)
                && request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
                && takesJson(request.getHeader(HttpHeaders.ACCEPT));
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    /// Names the route for the access log, the metrics and the traces.
    private static void name(HttpServletRequest request, String path) {
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path);
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observation -> observation.setPathPattern(path));
    }
}
