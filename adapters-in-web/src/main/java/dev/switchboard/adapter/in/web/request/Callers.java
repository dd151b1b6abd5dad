package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/// Checks callers' rights where the route alone cannot.
public final class Callers {

    private Callers() {}

    /// Whether the caller is a back end or an admin.
    public static boolean isService(HttpServletRequest request) {
        return is(Role.SERVICE, request) || isAdmin(request);
    }

    public static boolean is(Role role, HttpServletRequest request) {
        return request.isUserInRole(role.name());
    }

    public static boolean isAdmin(HttpServletRequest request) {
        return is(Role.ADMIN, request);
    }

    /// Whether the caller is a supervisor or an admin.
    public static boolean isLeader(HttpServletRequest request) {
        return is(Role.SUPERVISOR, request) || isAdmin(request);
    }

    /// The tenant whose agent the caller is, who has a role.
    ///
    /// @throws ProblemException if no tenant can have the name in the caller's token
    public static TenantId tenant(FindTenants tenants, HttpServletRequest request) {
        try {
            return tenants.ofClient(
                    request.getUserPrincipal() instanceof OrgCaller caller
                            ? caller.client()
                            : null);
        } catch (InvalidValueException _) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
    }

    /// The place of what the caller, who has a role, keeps for themselves.
    ///
    /// @throws ProblemException if no tenant can have the name in the caller's token
    public static Shelf ownShelf(FindTenants tenants, HttpServletRequest request) {
        String name = request.getUserPrincipal().getName();
        return new Shelf(tenant(tenants, request), new AgentId(name));
    }

    /// Returns 403 for an authenticated caller, and 401 for others.
    public static ProblemException refused(HttpServletRequest request) {
        return request.getUserPrincipal() == null
                ? new ProblemException(
                        Problem.of(ProblemCode.UNAUTHORIZED)
                                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"))
                : new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
    }

    /// @param wait the caller's wait; zero if there is none
    public static void refuseTooMany(Duration wait) {
        if (wait.isPositive()) {
            throw new ProblemException(Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait));
        }
    }

    public static ProblemException notConfigured() {
        return new ProblemException(ProblemCode.NOT_CONFIGURED, "not configured");
    }
}
