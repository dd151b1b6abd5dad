package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.adapter.in.web.identity.Access.GUESTS;
import static dev.switchboard.adapter.in.web.identity.Access.MIXED;
import static dev.switchboard.adapter.in.web.identity.Access.OPEN;
import static dev.switchboard.adapter.in.web.identity.Access.only;
import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static dev.switchboard.domain.identity.Role.SALESFORCE;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static dev.switchboard.domain.identity.Role.YALO;

import java.util.List;
import java.util.stream.Stream;

/// The routes of this hub, one line each. The first line that fits decides.
final class Routes {

    static final String TOKENS_CHECK = "/v1/tokens/check";

    private static final Access ADMINS = only(ADMIN);
    private static final Access AGENTS = only(ADMIN, AGENT);
    private static final Access BACK_ENDS = only(ADMIN, SERVICE);
    private static final Access LOGGED_IN = only(ADMIN, SERVICE, YALO, SALESFORCE);

    private static final List<Route> CHANNELS =
            List.of(
                    Route.of("POST", "/channel", ADMINS),
                    Route.of("POST", "/channel/message", BACK_ENDS),
                    Route.of("GET", "/channel/{id}", BACK_ENDS),
                    Route.of("PUT", "/channel/{id}", ADMINS),
                    Route.of("DELETE", "/channel/{id}", ADMINS),
                    Route.of("POST", "/channels", BACK_ENDS),
                    Route.of("POST", "/webhook-response", OPEN),
                    Route.of("GET", "/v1/channels/{id}", ADMINS),
                    Route.of("POST", "/v1/channels/{id}/verify", ADMINS),
                    Route.of("POST", "/v1/channels/{id}/secrets/rotate", ADMINS),
                    Route.of("PUT", "/v1/channels/{id}/status", ADMINS),
                    Route.of("GET", "/v1/channels/{id}/deliveries", ADMINS),
                    Route.of("POST", "/v1/channels/{id}/deliveries/redrive", ADMINS),
                    Route.of("POST", "/v1/channels/{id}/deliveries/{message}/redrive", ADMINS),
                    Route.of("GET", "/v1/channels/{id}/stats", ADMINS),
                    Route.of("GET", "/v1/channel-messages/{id}", BACK_ENDS));

    private static final List<Route> PEGA =
            List.of(
                    Route.of("POST", "/webhook", OPEN),
                    Route.of("OPTIONS", "/webhook", OPEN),
                    Route.of("GET", "/v1/pega/connections", ADMINS));

    private static final List<Route> BOT =
            List.of(
                    Route.of("POST", "/api/netomi/process-message", GUESTS),
                    Route.of("GET", "/api/netomi/generate-token", GUESTS),
                    Route.of("GET", "/api/netomi/test-connection", GUESTS),
                    Route.of("POST", "/api/netomi/refresh-token", BACK_ENDS),
                    Route.of("GET", "/api/webhook-messages", AGENTS),
                    Route.of("GET", "/api/conversations", AGENTS),
                    Route.of("GET", "/api/conversations/{id}", AGENTS),
                    Route.of("POST", "/webhook/netomi", OPEN),
                    Route.of("GET", "/webhook/test", MIXED),
                    Route.of("GET", "/webhook/info", ADMINS));

    private static final List<Route> ADMINISTRATION =
            List.of(
                    Route.of("GET", "/v1/conversations", ADMINS),
                    Route.of("GET", "/v1/conversations/{id}", ADMINS),
                    Route.of("GET", "/v1/conversations/{id}/messages", ADMINS),
                    Route.of("GET", "/v1/messages", ADMINS),
                    Route.of("GET", "/v1/messages/{id}", ADMINS),
                    Route.of("GET", "/v1/messages/{id}/trace", ADMINS),
                    Route.of("GET", "/v1/parked", ADMINS),
                    Route.of("POST", "/v1/parked/redrive", ADMINS),
                    Route.of("POST", "/v1/parked/{message}/redrive", ADMINS),
                    Route.of("DELETE", "/v1/parked/{message}", ADMINS),
                    Route.of("GET", "/v1/audit", ADMINS),
                    Route.of("GET", "/v1/backups", ADMINS),
                    Route.of("POST", "/v1/backups", ADMINS),
                    Route.of("DELETE", "/v1/backups/{id}", ADMINS),
                    Route.of("GET", "/v1/accounts", ADMINS),
                    Route.of("POST", "/v1/accounts", ADMINS),
                    Route.of("PUT", "/v1/accounts/{username}/password", ADMINS),
                    Route.of("PUT", "/v1/accounts/{username}/roles", ADMINS),
                    Route.of("DELETE", "/v1/accounts/{username}", ADMINS));

    private static final List<Route> SURROUNDINGS =
            List.of(
                    Route.of("POST", "/v1/authenticate", OPEN),
                    Route.of("GET", TOKENS_CHECK, LOGGED_IN),
                    Route.of("GET", "/livez", OPEN),
                    Route.of("GET", "/readyz", OPEN),
                    Route.of("GET", "/v3/api-docs/**", OPEN),
                    Route.of("GET", "/v3/api-docs.yaml", OPEN),
                    Route.of("GET", "/swagger-ui.html", OPEN),
                    Route.of("GET", "/swagger-ui/**", OPEN));

    private Routes() {}

    /// @param openPatterns further patterns that need no token
    /// @param adminPatterns further patterns that need the role ADMIN
    static RouteTable with(List<String> openPatterns, List<String> adminPatterns) {
        Stream<Route> own =
                Stream.of(CHANNELS, BOT, PEGA, ADMINISTRATION, SURROUNDINGS).flatMap(List::stream);
        Stream<Route> further = Stream.concat(of(openPatterns, OPEN), of(adminPatterns, ADMINS));
        return new RouteTable(Stream.concat(own, further).toList());
    }

    private static Stream<Route> of(List<String> patterns, Access access) {
        return patterns.stream().map(pattern -> Route.ofAnyMethod(pattern, access));
    }
}
