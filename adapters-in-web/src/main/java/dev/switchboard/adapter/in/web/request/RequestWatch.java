package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Measures each request and writes it to the access log. Both name it by its route, because ids in
/// a path may be telephone numbers and queries may have tokens; a path without a route is `none`.
public final class RequestWatch extends OncePerRequestFilter {

    /// The request attribute with the caller, for filters without Spring Security.
    public static final String CALLER = RequestWatch.class.getName() + ".caller";

    private static final Logger LOG = LoggerFactory.getLogger("dev.switchboard.access");
    private static final String NO_ROUTE = "none";
    private static final String MESSAGE_ID = "X-Message-Id";

    private final @Nullable RequestFigures figures;
    private final Supplier<KnownRoutes> routes;
    private final Clock clock;

    /// @param figures null if another component measures requests
    RequestWatch(@Nullable RequestFigures figures, Supplier<KnownRoutes> routes, Clock clock) {
        this.figures = figures;
        this.routes = routes;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant begun = clock.instant();
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            Duration took = Duration.between(begun, clock.instant());
            String route = routeOf(request);
            if (figures != null) {
                figures.record(request.getMethod(), route, status, took);
            }
            if (LOG.isInfoEnabled()) {
                log(request, response, route, status, took);
            }
        }
    }

    private String routeOf(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String route = pattern == null ? refused(request) : pattern.toString();
        // the handler of static pages matches any path
        return route == null || route.equals("/**") ? NO_ROUTE : route;
    }

    /// The route of a request that was refused before it reached a controller.
    private @Nullable String refused(HttpServletRequest request) {
        try {
            return routes.get().pattern(request);
        } catch (IllegalArgumentException _) {
            return null; // a malformed path
        }
    }

    private static void log(
            HttpServletRequest request,
            HttpServletResponse response,
            String route,
            int status,
            Duration took) {
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("method", request.getMethod())
                        .addKeyValue("route", route)
                        .addKeyValue("status", status)
                        .addKeyValue("duration_ms", took.toMillis());
        String caller = callerOf(request);
        if (caller != null) {
            line = line.addKeyValue("caller", caller);
        }
        String message = response.getHeader(MESSAGE_ID);
        if (message != null) {
            line = line.addKeyValue("message_id", message);
        }
        line.log("{} {} {} {} ms", request.getMethod(), route, status, took.toMillis());
    }

    /// Returns the authenticated caller of either chain.
    public static @Nullable String callerOf(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof Principal caller) {
            return caller.getName();
        }
        Object context =
                request.getAttribute(
                        RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME);
        return context instanceof SecurityContext security && security.getAuthentication() != null
                ? security.getAuthentication().getName()
                : null;
    }
}
