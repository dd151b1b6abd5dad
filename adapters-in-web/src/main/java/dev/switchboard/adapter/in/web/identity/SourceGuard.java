package dev.switchboard.adapter.in.web.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.identity.RouteTable.RouteMatch;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.network.Network;
import dev.switchboard.domain.network.SourceNetworks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/// Checks callers' networks before their identity: webhooks and admins' routes may be restricted to
/// networks, and a network with wrong proofs is refused for a while. Each webhook verifies its own
/// proof; the status of its response tells whether the proof was valid.
final class SourceGuard extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SourceGuard.class);
    private static final Set<Role> ADMIN = Set.of(Role.ADMIN);
    private static final int OK = 200;
    private static final int REDIRECTED = 300;

    private final RouteTable routes;
    private final SourceNetworks admins;
    private final ProofLimits limits;
    private final KnownAddresses known;
    private final ErrorResponder responder;
    private final HeaderWriterFilter headers = SecurityHeaders.ofData();

    /// @param admins the networks that admins' routes may be called from
    SourceGuard(
            RouteTable routes,
            SourceNetworks admins,
            ProofLimits limits,
            KnownAddresses known,
            ErrorResponder responder) {
        this.routes = routes;
        this.admins = admins;
        this.limits = limits;
        this.known = known;
        this.responder = responder;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        switch (access(request)) {
            case Access.Open(SourceNetworks from, _) when !from.admit(address) ->
                    refuse(request, response, Problem.of(ProblemCode.FORBIDDEN));
            case Access.Only(Set<Role> roles, _)
                    when roles.equals(ADMIN) && !admins.admit(address) ->
                    refuse(request, response, Problem.of(ProblemCode.FORBIDDEN));
            case Access.Open(_, boolean limited) when limited ->
                    listen(request, response, chain, address);
            case null, default -> chain.doFilter(request, response);
        }
    }

    /// Webhooks have no placeholders. So while admins may call from everywhere, only paths with
    /// unusual spelling need parsing here.
    private @Nullable Access access(HttpServletRequest request) {
        RouteMatch found = routes.findPlain(request);
        boolean odd = request.getRequestURI().indexOf('%') >= 0;
        if (found == null && (odd || !admins.isEverywhere())) {
            try {
                found = routes.find(request);
            } catch (IllegalArgumentException _) {
                return null; // a malformed path has no route
            }
        }
        return found instanceof RouteMatch.Listed(Access access) ? access : null;
    }

    private void listen(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String address)
            throws ServletException, IOException {
        String webhook = URLDecoder.decode(request.getRequestURI(), UTF_8);
        Duration wait = limits.waiting(webhook, address);
        if (wait.isPositive()) {
            Problem problem = Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait);
            refuse(request, response, problem);
            return;
        }
        chain.doFilter(request, response);
        int status = response.getStatus();
        if (status >= OK && status < REDIRECTED) {
            limits.recordSuccess(webhook, address);
            known.add(address);
        } else if (isWrongProof(status) && limits.recordFailure(webhook, address)) {
            String from = Network.nameOf(address);
            LOG.atWarn()
                    .addKeyValue("action", "proofs_refused")
                    .addKeyValue("webhook", webhook)
                    .addKeyValue("from", from)
                    .log("{} is refused at {} for a while: its proofs are wrong", from, webhook);
        }
    }

    private static boolean isWrongProof(int status) {
        return status == HttpServletResponse.SC_UNAUTHORIZED
                || status == HttpServletResponse.SC_FORBIDDEN;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws ServletException, IOException {
        headers.doFilter(
                request, response, (_, _) -> responder.respond(request, response, problem));
    }
}
