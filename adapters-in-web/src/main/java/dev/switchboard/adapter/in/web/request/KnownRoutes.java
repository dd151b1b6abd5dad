package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The existing routes, for filters that run before the route table.
public interface KnownRoutes {

    /// Returns the methods of a request's path in alphabetical order, also those that the caller
    /// may not use; empty if there is no such path.
    Set<String> methods(HttpServletRequest request);

    /// Returns the pattern of a request's path, also of one that the caller may not use. It names
    /// the route without callers' data in the path. Null if there is no such path.
    default @Nullable String pattern(HttpServletRequest request) {
        return null;
    }
}
