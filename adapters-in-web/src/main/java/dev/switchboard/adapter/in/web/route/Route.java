package dev.switchboard.adapter.in.web.route;

import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One line of the route table.
///
/// @param methods upper case; who may GET may HEAD
public record Route(Set<String> methods, PathPattern pattern, Access access) {

    private static final Set<String> ALL =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    public static Route of(String method, String pattern, Access access) {
        Set<String> methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
        return new Route(methods, PathPatternParser.defaultInstance.parse(pattern), access);
    }

    /// With every method that has a meaning for applications.
    public static Route ofAnyMethod(String pattern, Access access) {
        return new Route(ALL, PathPatternParser.defaultInstance.parse(pattern), access);
    }

    public boolean covers(PathContainer path) {
        return pattern.matches(path);
    }
}
