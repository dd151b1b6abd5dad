package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/// Which routes there are, for those who answer before the route table is asked.
public interface KnownRoutes {

    /// The methods of a request's path, in alphabetical order, whoever may use them; none if there
    /// is no such path.
    Set<String> methods(HttpServletRequest request);
}
