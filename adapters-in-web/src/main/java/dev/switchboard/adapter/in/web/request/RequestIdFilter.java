package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.application.port.out.time.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives each request an id, in its response and in every log line, so that a caller's complaint
/// leads to the log. A caller's own id is used if it is harmless.
final class RequestIdFilter extends OncePerRequestFilter {

    private static final String MDC_KEY = "requestId";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Ids ids;

    RequestIdFilter(Ids ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request.getHeader(ErrorResponder.REQUEST_ID));
        response.setHeader(ErrorResponder.REQUEST_ID, id);
        try (var _ = MDC.putCloseable(MDC_KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    private String idOf(@Nullable String given) {
        return given != null && FORM.matcher(given).matches() ? given : ids.uuid();
    }
}
