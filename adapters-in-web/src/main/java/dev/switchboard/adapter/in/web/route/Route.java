package dev.switchboard.adapter.in.web.route;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.route.Access.Only;
import dev.switchboard.domain.identity.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One line of the route table.
///
/// @param methods in upper case; GET includes HEAD
/// @param act the action in the audit; null if calls are not audited
/// @param form the form of its errors; the same for all methods of a path
public record Route(
        Set<String> methods,
        PathPattern pattern,
        Access access,
        @Nullable String act,
        ErrorForm form) {

    private static final Set<String> ALL =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Set<Role> ADMIN = Set.of(Role.ADMIN);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /// A change that only admins may make is audited, by method and path unless it is [#audited].
    public static Route of(String method, String pattern, Access access) {
        Set<String> methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
        boolean admins = access instanceof Only(Set<Role> roles, _) && roles.equals(ADMIN);
        String act = admins && CHANGING.contains(method) ? method + " " + pattern : null;
        return new Route(methods, parsed(pattern), access, act, ErrorForm.PROBLEM_DETAILS);
    }

    /// Adds an audit entry with this action.
    public Route audited(String action) {
        return new Route(methods, pattern, access, action, form);
    }

    /// Leaves the audit to the controller: a question in a body changes nothing, and says what it
    /// is about.
    public Route auditedWithin() {
        return new Route(methods, pattern, access, null, form);
    }

    /// Sets another error form.
    public Route failing(ErrorForm own) {
        return new Route(methods, pattern, access, act, own);
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
