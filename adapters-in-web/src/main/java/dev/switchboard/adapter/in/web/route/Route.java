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
/// @param methods upper case; who may GET may HEAD
/// @param act what the audit calls it if somebody who is known does it; null if it has no entry
/// @param form of its failures; the same for all methods of a path
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

    /// What only admins may change is audited, by method and path unless it is [#audited].
    public static Route of(String method, String pattern, Access access) {
        Set<String> methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
        boolean admins = access instanceof Only(Set<Role> roles, _) && roles.equals(ADMIN);
        String act = admins && CHANGING.contains(method) ? method + " " + pattern : null;
        return new Route(methods, parsed(pattern), access, act, ErrorForm.PROBLEM_DETAILS);
    }

    /// With an entry in the audit.
    public Route audited(String action) {
        return new Route(methods, pattern, access, action, form);
    }

    /// Whose callers expect failures in a form of their own.
    public Route failing(ErrorForm own) {
        return new Route(methods, pattern, access, act, own);
    }

    /// Whether it changes anything.
    public boolean changes() {
        return methods.stream().anyMatch(CHANGING::contains);
    }

    /// With every method that has a meaning for applications.
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
