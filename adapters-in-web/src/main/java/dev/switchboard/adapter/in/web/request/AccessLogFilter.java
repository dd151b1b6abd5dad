package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// One line per request. Queries never appear, for they carry tokens; of a path whose controller is
/// known only its pattern does, for ids may be somebody's telephone number.
final class AccessLogFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.switchboard.access");

    private final Clock clock;

    AccessLogFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!LOG.isInfoEnabled()) {
            chain.doFilter(request, response);
            return;
        }
        Instant begun = clock.instant();
        try {
            chain.doFilter(request, response);
        } finally {
            long millis = Duration.between(begun, clock.instant()).toMillis();
            LOG.info(
                    "{} {} {} {} ms",
                    request.getMethod(),
                    place(request),
                    response.getStatus(),
                    millis);
        }
    }

    private static Object place(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? request.getRequestURI() : pattern;
    }
}
