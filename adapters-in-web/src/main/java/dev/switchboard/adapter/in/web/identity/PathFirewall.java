package dev.switchboard.adapter.in.web.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Refuses paths that could be read in two ways. An encoded slash passes where an id may hold one,
/// and nowhere else: the route table and the controllers match paths before they decode them, so it
/// separates nothing. `..`, `//`, `;`, `\` and `%` are refused there as well.
///
/// Any method may come in: the route table answers 405 and names those that may.
final class PathFirewall implements HttpFirewall {

    private static final String IDS_WITH_SLASHES = "/v1/conversations/";

    private final StrictHttpFirewall everywhere = strict();
    private final StrictHttpFirewall amongIds = strict();

    PathFirewall() {
        amongIds.setAllowUrlEncodedSlash(true);
    }

    private static StrictHttpFirewall strict() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(HeaderText::isPlain);
        firewall.setAllowedHeaderValues(HeaderText::isPlain);
        return firewall;
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return responsibleFor(request).getFirewalledRequest(request);
    }

    private StrictHttpFirewall responsibleFor(HttpServletRequest request) {
        return request.getRequestURI().startsWith(IDS_WITH_SLASHES) ? amongIds : everywhere;
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return everywhere.getFirewalledResponse(response);
    }
}
