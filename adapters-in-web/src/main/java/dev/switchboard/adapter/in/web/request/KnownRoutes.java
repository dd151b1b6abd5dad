package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which routes there are, for those who answer before the route table is asked.
public interface KnownRoutes {

    /// The methods of a request's path, in alphabetical order, whoever may use them; none if there
    /// is no such path.
    Set<String> methods(HttpServletRequest request);

    /// The pattern of a request's path, whoever may use it: it tells the route and nothing of what
    /// a caller put into the path. Null if there is no such path.
    default @Nullable String pattern(HttpServletRequest request) {
        return null;
    }
}
