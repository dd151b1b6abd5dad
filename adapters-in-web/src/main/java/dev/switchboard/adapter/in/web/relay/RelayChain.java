package dev.switchboard.adapter.in.web.relay;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/// The filters of the relay's busiest routes and, behind them, the [RelayEndpoint]s. Exceptions of
/// an endpoint are answered as everywhere else.
public final class RelayChain {

    private final List<Filter> filters;
    private final Map<String, RelayEndpoint> endpoints;
    private final HandlerExceptionResolver failures;

    /// @param filters in their order
    /// @param failures answers exceptions of endpoints
    public RelayChain(
            List<Filter> filters,
            Collection<RelayEndpoint> endpoints,
            HandlerExceptionResolver failures) {
        this.filters = List.copyOf(filters);
        this.endpoints =
                endpoints.stream()
                        .collect(Collectors.toUnmodifiableMap(RelayEndpoint::path, each -> each));
        this.failures = failures;
    }

    /// Returns the endpoint of a path; null if it has none.
    @Nullable RelayEndpoint endpoint(String path) {
        return endpoints.get(path);
    }

    void serve(RelayEndpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        new Steps(endpoint).doFilter(request, response);
    }

    /// One request's way through the filters.
    private final class Steps implements FilterChain {

        private final RelayEndpoint endpoint;
        private int taken;

        private Steps(RelayEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response)
                throws IOException, ServletException {
            if (taken < filters.size()) {
                filters.get(taken++).doFilter(request, response, this);
            } else {
                call((HttpServletRequest) request, (HttpServletResponse) response);
            }
        }

        private void call(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            name(request, endpoint.path());
            try {
                endpoint.method().serve(request, response);
            } catch (IOException | RuntimeException e) {
                if (failures.resolveException(request, response, null, e) == null) {
                    throw e;
                }
            }
        }
    }

    /// Names the route for the access log, the metrics and the traces.
    private static void name(HttpServletRequest request, String path) {
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path);
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observation -> observation.setPathPattern(path));
    }
}
