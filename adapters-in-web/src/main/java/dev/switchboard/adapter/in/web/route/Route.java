package dev.switchboard.adapter.in.web.route;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.route.Access.Only;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One line of the route table.
///
/// @param methods in upper case; GET includes HEAD
/// @param audit how calls are audited; null if they are not
/// @param form the form of its errors; the same for all methods of a path
public record Route(
        Set<String> methods,
        PathPattern pattern,
        Access access,
        @Nullable Audit audit,
        ErrorForm form) {

    private static final Set<String> ALL =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Set<Role> LEADERS = Set.of(Role.ADMIN, Role.SUPERVISOR);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /// @param action the verb, such as `channel.create`
    /// @param change whether a call changes something, so that it is begun before it is made
    /// @param covers which calls are audited
    public record Audit(String action, boolean change, Predicate<HttpServletRequest> covers) {}

    /// A change that only admins and supervisors may make is audited, by method and path unless it
    /// is [#audited].
    public static Route of(String method, String pattern, Access access) {
        Set<String> methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
        Route route = new Route(methods, parsed(pattern), access, null, ErrorForm.PROBLEM_DETAILS);
        return route.changes() && route.isForLeaders()
                ? route.audited(method + " " + pattern)
                : route;
    }

    private boolean isForLeaders() {
        return access instanceof Only(Set<Role> roles, _)
                && !roles.isEmpty()
                && LEADERS.containsAll(roles);
    }

    /// Adds an audit entry with this action.
    public Route audited(String action) {
        return audited(new Audit(action, changes(), _ -> true));
    }

    /// Adds an audit entry for those calls that are acts of administration, where others, such as
    /// those of telephone systems and bots, are traffic. They are changes, whatever the method is.
    public Route auditedIf(Predicate<HttpServletRequest> covers, String action) {
        return audited(new Audit(action, true, covers));
    }

    private Route audited(Audit how) {
        return new Route(methods, pattern, access, how, form);
    }

    /// Leaves the audit to the controller: a question in a body changes nothing, and says what it
    /// is about.
    public Route auditedWithin() {
        return new Route(methods, pattern, access, null, form);
    }

    /// Sets another error form.
    public Route failing(ErrorForm own) {
        return new Route(methods, pattern, access, audit, own);
    }

    /// Whether it changes anything.
    public boolean changes() {
        return methods.stream().anyMatch(CHANGING::contains);
    }

    /// A route for every method that applications use.
    public static Route ofAnyMethod(String pattern, Access access) {
        return new Route(ALL, parsed(pattern), access, null, ErrorForm.PROBLEM_DETAILS);
    }

    public boolean covers(PathContainer path) {
        return pattern.matches(path);
    }

    boolean isBelow(String path) {
        return pattern.getPatternString().startsWith(path + "/");
    }

    private static PathPattern parsed(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
