package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.ParameterMapRequest;
import dev.switchboard.adapter.in.web.request.QueryText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits the size of request bodies: see [MeteredBody]. It comes before all filters that may
/// refuse a request, because the body of a refused request is only drained.
public final class BodyLimitFilter extends OncePerRequestFilter {

    private final BodyBudget budget;
    private final List<LargerBodies> larger;

    public BodyLimitFilter(BodyBudget budget, List<LargerBodies> larger) {
        this.budget = budget;
        this.larger = List.copyOf(larger);
    }

    /// Routes with larger bodies.
    @FunctionalInterface
    public interface LargerBodies {

        /// The greatest size of a request's body in bytes; 0 for the default.
        int most(HttpServletRequest request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (BodyBudget.Share share = budget.new Share(request)) {
            MeteredBody body = new MeteredBody(request, share, () -> largest(request));
            chain.doFilter(new MeteredRequest(request, body), response);
            body.hearOut(response);
        }
    }

    private int largest(HttpServletRequest request) {
        int most = 0;
        for (LargerBodies each : larger) {
            most = Math.max(most, each.most(request));
        }
        return most;
    }

    private static final class MeteredRequest extends ParameterMapRequest {

        private final MeteredBody body;

        MeteredRequest(HttpServletRequest request, MeteredBody body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public Collection<Part> getParts() throws IOException, ServletException {
            body.acceptForm();
            return super.getParts();
        }

        @Override
        public @Nullable Part getPart(String name) throws IOException, ServletException {
            body.acceptForm();
            return super.getPart(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return isForm() ? QueryText.all(this) : ofQuery();
        }

        /// An unreadable query, such as one with `%zz`, is the caller's mistake, not the hub's.
        private Map<String, String[]> ofQuery() {
            try {
                return super.getParameterMap();
            } catch (IllegalArgumentException | IllegalStateException _) {
                throw new ProblemException(Problem.of(ProblemCode.BAD_REQUEST));
            }
        }

        /// The server would also read the whole body of a form, unmetered, for parameters.
        private boolean isForm() {
            String type = getContentType();
            String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
            return lower.startsWith("multipart/")
                    || lower.startsWith("application/x-www-form-urlencoded");
        }
    }
}
