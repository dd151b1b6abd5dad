package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static dev.switchboard.domain.identity.Role.SALESFORCE;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static dev.switchboard.domain.identity.Role.SUPERVISOR;
import static dev.switchboard.domain.identity.Role.YALO;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route with every role, and with none: a second copy of the table of roles.
@WebTest
@TestInstance(Lifecycle.PER_CLASS)
class RouteRolesTest {

    private static final Set<Role> EVERYBODY = EnumSet.noneOf(Role.class);
    private static final Role[] WATCHERS = {ADMIN, AGENT, SUPERVISOR};
    private static final Role[] CUSTOMERS = {YALO, SALESFORCE, AGENT, SUPERVISOR};
    private static final Role[] END_USERS = {ADMIN, YALO, SALESFORCE, AGENT, SUPERVISOR};
    private static final String MESSAGE = "msg_00000000000000000000000000000001";

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /// Changes that admins and supervisors may make without an entry in the audit, with the reason.
    private static final Map<String, String> UNAUDITED =
            Map.ofEntries(
                    Map.entry("POST /channels", "a search; nothing changes"),
                    Map.entry("POST /v1/messages/search", "the controller records it by client"),
                    Map.entry("POST /channel/message", "a message, which the journal has"),
                    Map.entry("POST /v1/media", "a file of a message"),
                    Map.entry("PUT /v1/own-canned-replies/{shortcut}", "nobody else sees it"),
                    Map.entry("DELETE /v1/own-canned-replies/{shortcut}", "nobody else sees it"),
                    Map.entry("PUT /v1/console/preferences", "they concern nobody else"),
                    Map.entry("POST /v1/views", "the controller records those that are shared"),
                    Map.entry("PUT /v1/views/{id}", "the controller records those that are shared"),
                    Map.entry(
                            "DELETE /v1/views/{id}",
                            "the controller records those that are shared"),
                    Map.entry("ANY /operated/**", "an operator's own paths beside the hub's"));

    private final Hub hub;
    private final RouteTable table;
    private final List<RequestMappingHandlerMapping> mappings;
    private final WebApplicationContext context;
    private final Filter security;
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    RouteRolesTest(
            Hub hub,
            RouteTable table,
            List<RequestMappingHandlerMapping> mappings,
            WebApplicationContext context,
            @Qualifier("springSecurityFilterChain") Filter security) {
        this.hub = hub;
        this.table = table;
        this.mappings = mappings;
        this.context = context;
        this.security = security;
        for (Role role : Role.values()) {
            tokens.put(role, hub.token(role));
        }
    }

    /// @param roles the allowed roles; none allows everybody
    record Line(String method, String path, Set<Role> roles) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Line> lines() {
        return Stream.of(
                line("POST", "/channel", ADMIN),
                line("GET", "/channel/slack-sim", ADMIN, SERVICE),
                line("PUT", "/channel/slack-sim", ADMIN),
                line("DELETE", "/channel/slack-sim", ADMIN),
                line("POST", "/channels", ADMIN, SERVICE),
                line("POST", "/channel/message", ADMIN, SERVICE),
                line("POST", "/webhook-response"),
                line("POST", "/api/netomi/process-message"),
                line("GET", "/api/netomi/generate-token", ADMIN, SERVICE),
                line("GET", "/api/netomi/test-connection", ADMIN, SERVICE),
                line("POST", "/api/netomi/refresh-token", ADMIN, SERVICE),
                line("GET", "/api/webhook-messages", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/api/conversations", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/api/conversations/c", END_USERS),
                line("POST", "/webhook/netomi"),
                line("GET", "/webhook/test", ADMIN),
                line("GET", "/webhook/info", ADMIN),
                line("GET", "/v1/channels", ADMIN),
                line("GET", "/v1/channels/slack-sim", ADMIN),
                line("POST", "/v1/channels/slack-sim/verify", ADMIN),
                line("POST", "/v1/channels/slack-sim/secrets/rotate", ADMIN),
                line("PUT", "/v1/channels/slack-sim/status", ADMIN),
                line("GET", "/v1/channels/slack-sim/deliveries", ADMIN),
                line("POST", "/v1/channels/slack-sim/deliveries/redrive", ADMIN),
                line("POST", "/v1/channels/slack-sim/deliveries/" + MESSAGE + "/redrive", ADMIN),
                line("GET", "/v1/channels/slack-sim/stats", ADMIN),
                line("POST", "/v1/channels/slack-sim/replay", ADMIN),
                line("GET", "/v1/channel-messages/" + MESSAGE, ADMIN, SERVICE),
                line("POST", "/webhook"),
                line("OPTIONS", "/webhook"),
                line("GET", "/v1/pega/messages?customer_id=C", CUSTOMERS),
                line("GET", "/v1/pega/connections", ADMIN),
                line("GET", "/v1/conversations", ADMIN),
                line("GET", "/v1/conversations/session:a", ADMIN),
                line("GET", "/v1/conversations/session:a/messages", ADMIN),
                line("POST", "/v1/conversations/session:a/replay", ADMIN),
                line("GET", "/v1/messages?conversation=session:a", ADMIN),
                line("POST", "/v1/messages/search", ADMIN),
                line("GET", "/v1/messages/" + MESSAGE, ADMIN),
                line("GET", "/v1/messages/" + MESSAGE + "/trace", ADMIN),
                line("GET", "/v1/deliveries", ADMIN),
                line("GET", "/v1/parked", ADMIN),
                line("POST", "/v1/parked/redrive", ADMIN),
                line("POST", "/v1/parked/discard", ADMIN),
                line("POST", "/v1/parked/" + MESSAGE + "/redrive", ADMIN),
                line("DELETE", "/v1/parked/" + MESSAGE, ADMIN),
                line("GET", "/v1/audit", ADMIN),
                line("GET", "/v1/audit/export", ADMIN),
                line("GET", "/v1/audit/verify", ADMIN),
                line("GET", "/v1/cluster", ADMIN),
                line("GET", "/v1/connections", ADMIN),
                line("GET", "/v1/figures", ADMIN),
                line("GET", "/v1/health", ADMIN),
                line("GET", "/v1/settings", ADMIN),
                line("GET", "/v1/keys", ADMIN),
                line("POST", "/v1/keys/rewrap", ADMIN),
                line("GET", "/v1/people/ada/export", ADMIN),
                line("POST", "/v1/people/ada/erase", ADMIN),
                line("GET", "/v1/people/erasures", ADMIN),
                line("GET", "/v1/people/erasures/ers_1", ADMIN),
                line("GET", "/v1/backups", ADMIN),
                line("POST", "/v1/backups", ADMIN),
                line("DELETE", "/v1/backups/20260131T120000.000Z-" + "0".repeat(24), ADMIN),
                line("GET", "/v1/canned-replies", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/canned-replies/hello", ADMIN, SUPERVISOR),
                line("PUT", "/v1/canned-replies/import", ADMIN, SUPERVISOR),
                line("DELETE", "/v1/canned-replies/hello", ADMIN, SUPERVISOR),
                line("GET", "/v1/own-canned-replies", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/own-canned-replies/hello", ADMIN, AGENT, SUPERVISOR),
                line("DELETE", "/v1/own-canned-replies/hello", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/v1/console/preferences", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/console/preferences", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/v1/views", ADMIN, AGENT, SUPERVISOR),
                line("POST", "/v1/views", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/views/v", ADMIN, AGENT, SUPERVISOR),
                line("DELETE", "/v1/views/v", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/v1/notices", ADMIN),
                line("POST", "/v1/notices", ADMIN),
                line("DELETE", "/v1/notices/ntc_1", ADMIN),
                line("GET", "/v1/queues", ADMIN, AGENT, SUPERVISOR),
                line("GET", "/v1/queues/default", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/queues/default", ADMIN),
                line("GET", "/v1/stats/queues", ADMIN, SUPERVISOR),
                line("GET", "/v1/stats/agents", ADMIN, SUPERVISOR),
                line("GET", "/v1/outcomes", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/outcomes", ADMIN, SUPERVISOR),
                line("GET", "/v1/tags", ADMIN, AGENT, SUPERVISOR),
                line("PUT", "/v1/tags", ADMIN, SUPERVISOR),
                line("GET", "/v1/accounts", ADMIN),
                line("POST", "/v1/accounts", ADMIN),
                line("PUT", "/v1/accounts/ada/password", ADMIN),
                line("PUT", "/v1/accounts/ada/roles", ADMIN),
                line("PUT", "/v1/accounts/ada/identity", ADMIN),
                line("PUT", "/v1/accounts/ada/client", ADMIN),
                line("DELETE", "/v1/accounts/ada", ADMIN),
                line("GET", "/v1/accounts/ada/log-ins", Role.values()),
                line("DELETE", "/v1/accounts/ada/log-ins/l", Role.values()),
                line("DELETE", "/v1/accounts/ada/log-ins", Role.values()),
                line("POST", "/v1/accounts/ada/keys", ADMIN),
                line("GET", "/v1/accounts/ada/keys", Role.values()),
                line("DELETE", "/v1/accounts/ada/keys/k", Role.values()),
                line("GET", "/v1/user/me", Role.values()),
                line("GET", "/v1/organisation/12345/user", WATCHERS),
                line("PUT", "/v1/organisation/12345/user/67890", ADMIN, SERVICE),
                line("PATCH", "/v1/organisation/12345/user/67890", Role.values()),
                line("DELETE", "/v1/organisation/12345/user/67890", ADMIN, SERVICE),
                line("GET", "/v1/organisation/12345/user/67890/presence", Role.values()),
                line("PUT", "/v1/organisation/12345/user/67890/presence", SERVICE),
                line("GET", "/v1/organisation/12345/user/67890/unread", Role.values()),
                line("POST", "/v1/organisation/12345/user/67890/unread", SERVICE),
                line("GET", "/v1/organisation/12345/availability/profile", WATCHERS),
                line("POST", "/v1/organisation/12345/availability/profile", ADMIN),
                line("GET", "/v1/organisation/12345/availability/profile/1", WATCHERS),
                line("PUT", "/v1/organisation/12345/availability/profile/1", ADMIN),
                line("DELETE", "/v1/organisation/12345/availability/profile/1", ADMIN),
                line("GET", "/v1/organisation/12345/availability/profile/1/state", WATCHERS),
                line("POST", "/v1/organisation/12345/availability/profile/1/state", ADMIN),
                line("GET", "/v1/organisation/12345/availability/profile/1/state/2", WATCHERS),
                line("PUT", "/v1/organisation/12345/availability/profile/1/state/2", ADMIN),
                line("DELETE", "/v1/organisation/12345/availability/profile/1/state/2", ADMIN),
                line("GET", "/v1/organisation/12345/user-group", WATCHERS),
                line("POST", "/v1/organisation/12345/user-group", ADMIN),
                line("GET", "/v1/organisation/12345/user-group/100", WATCHERS),
                line("PUT", "/v1/organisation/12345/user-group/100", ADMIN),
                line("DELETE", "/v1/organisation/12345/user-group/100", ADMIN),
                line("GET", "/v1/organisation/12345/user-group/100/user", WATCHERS),
                line("PUT", "/v1/organisation/12345/user-group/100/user/5", ADMIN, SERVICE),
                line("DELETE", "/v1/organisation/12345/user-group/100/user/5", ADMIN, SERVICE),
                line("GET", "/v1/organisation/12345/sip-device", WATCHERS),
                line("PUT", "/v1/organisation/12345/sip-device", SERVICE),
                line("GET", "/v1/organisation/12345/call-queue/8/agent", WATCHERS),
                line("PUT", "/v1/organisation/12345/call-queue/8/agent", SERVICE),
                line("POST", "/v1/media", WATCHERS),
                line("GET", "/v1/media/00000000-0000-0000-0000-000000000001", WATCHERS),
                line("GET", "/v1/welcome"),
                line("POST", "/v1/integrations/whatsapp/webhook"),
                line("GET", "/v1/integrations/whatsapp/webhook"),
                line("POST", "/v1/integrations/facebook/webhook"),
                line("GET", "/v1/integrations/facebook/webhook"),
                line("POST", "/v1/chats/connect", ADMIN, YALO),
                line("GET", "/v1/chats/52155", ADMIN, YALO, SUPERVISOR),
                line("GET", "/v1/chat/finish/52155", ADMIN, YALO),
                line("DELETE", "/v1/chat/finish/52155", ADMIN, YALO),
                line("GET", "/v1/context/52155", ADMIN, YALO),
                line("POST", "/v1/integrations/webhook/register/whatsapp", ADMIN, YALO),
                line("DELETE", "/v1/integrations/webhook/remove/whatsapp", ADMIN, YALO),
                line("GET", "/v1/events"),
                line("GET", "/v1/subscribe"),
                line("POST", "/v1/authenticate"),
                line("POST", "/v1/authenticate/refresh"),
                line("POST", "/v1/authenticate/log-out"),
                line("GET", "/v1/tokens/check", ADMIN, SERVICE, YALO, SALESFORCE),
                line("POST", "/v1/console/session"),
                line("POST", "/v1/console/session/token"),
                line("DELETE", "/v1/console/session"),
                line("GET", "/console/inbox/a"),
                line("GET", "/"),
                line("GET", "/livez"),
                line("GET", "/readyz"),
                line("GET", "/v3/api-docs"),
                line("GET", "/v3/api-docs/swagger-config"),
                line("GET", "/v3/api-docs.yaml"),
                line("GET", "/swagger-ui.html"),
                line("GET", "/swagger-ui/index.html"),
                line("PATCH", "/open/anything"),
                line("PUT", "/operated/anything", ADMIN));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void letsInWhoeverMay(Line line) {
        List<Role> letIn = new ArrayList<>();
        for (Role role : Role.values()) {
            if (ask(line, role).letsIn()) {
                letIn.add(role);
            }
        }

        Set<Role> expected = line.roles().isEmpty() ? EnumSet.allOf(Role.class) : line.roles();
        assertThat(letIn).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void asksForATokenWhereverOneIsNeeded(Line line) {
        Answer answer = ask(line, null);

        if (line.roles().equals(EVERYBODY)) {
            assertThat(answer.letsIn()).isTrue();
            assertThat(answer.challenge()).isNull();
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.challenge()).isEqualTo("Bearer");
        }
    }

    @Test
    void holdsEveryLineOfTheTable() {
        List<String> untested =
                table.routes().stream()
                        .filter(route -> lines().noneMatch(line -> fits(route, line)))
                        .map(route -> route.methods() + " " + route.pattern())
                        .toList();

        assertThat(untested).isEmpty();
    }

    @Test
    void listsEveryRouteThatHasAController() {
        List<String> unlisted =
                mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternValues().stream())
                        .filter(pattern -> !pattern.equals("/error"))
                        .filter(pattern -> !pattern.startsWith("/actuator"))
                        .filter(pattern -> table.routes().stream().noneMatch(covers(pattern)))
                        .toList();

        assertThat(unlisted).isEmpty();
    }

    @Test
    void auditsWhateverAdminsAndSupervisorsChange() {
        List<String> unaudited =
                table.routes().stream()
                        .filter(route -> route.audit() == null)
                        .filter(route -> route.methods().stream().anyMatch(CHANGING::contains))
                        .filter(RouteRolesTest::isForLeaders)
                        .map(RouteRolesTest::name)
                        .toList();

        assertThat(unaudited).containsExactlyInAnyOrderElementsOf(UNAUDITED.keySet());
    }

    private static boolean isForLeaders(Route route) {
        return route.access() instanceof Access.Only(Set<Role> roles, _)
                && (roles.isEmpty() || roles.contains(ADMIN) || roles.contains(SUPERVISOR));
    }

    private static String name(Route route) {
        String method = route.methods().size() == 1 ? route.methods().iterator().next() : "ANY";
        return method + " " + route.pattern().getPatternString();
    }

    /// Row API9 of the security baseline: every route is documented.
    @Test
    void documentsEveryRouteThatNeedsAToken() {
        String documentation = hub.get("/v3/api-docs").body();

        List<String> undocumented =
                table.routes().stream()
                        .filter(route -> !(route.access() instanceof Access.Open))
                        .filter(route -> !route.pattern().getPatternString().equals("/operated/**"))
                        .map(route -> route.pattern().getPatternString())
                        .map(pattern -> pattern.replaceAll("\\{[^}]*}", "{}"))
                        .filter(pattern -> !paths(documentation).contains(pattern))
                        .toList();

        assertThat(undocumented).isEmpty();
    }

    private static Set<String> paths(String documentation) {
        Map<String, ?> paths = JsonPath.read(documentation, "$.paths");
        return paths.keySet().stream()
                .map(path -> path.replaceAll("\\{[^}]*}", "{}"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Predicate<Route> covers(String pattern) {
        PathContainer path = PathContainer.parsePath(pattern);
        return route -> route.covers(path);
    }

    private static boolean fits(Route route, Line line) {
        String path = line.path().replaceFirst("\\?.*", "");
        return route.methods().contains(line.method())
                && route.covers(PathContainer.parsePath(path));
    }

    /// The answer to a caller.
    private record Answer(int status, @Nullable String challenge) {

        boolean letsIn() {
            return status != 401 && status != 403;
        }
    }

    private Answer ask(Line line, @Nullable Role role) {
        boolean controllersDecide =
                table.routes().stream()
                        .filter(route -> fits(route, line))
                        .anyMatch(route ->
                                route.access() instanceof Access.Guests
                                        || route.access() instanceof Access.Mixed);
        return controllersDecide ? askController(line, role) : askFilters(line, role);
    }

    private Answer askController(Line line, @Nullable Role role) {
        Role[] roles = role == null ? new Role[0] : new Role[] {role};
        HttpResponse<String> answer = hub.send(line.method(), line.path(), "", roles);
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("WWW-Authenticate").orElse(null));
    }

    /// Runs only the security filters: a controller would cost time and decide nothing.
    private Answer askFilters(Line line, @Nullable Role role) {
        String[] parts = line.path().split("\\?", 2);
        MockHttpServletRequest request =
                new MockHttpServletRequest(context.getServletContext(), line.method(), parts[0]);
        request.setServletPath(parts[0]);
        if (role != null) {
            request.addHeader("Authorization", "Bearer " + tokens.get(role));
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            security.doFilter(request, response, (_, _) -> {});
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return new Answer(response.getStatus(), response.getHeader("WWW-Authenticate"));
    }

    private static Line line(String method, String path, Role... roles) {
        Set<Role> allowed = EnumSet.noneOf(Role.class);
        allowed.addAll(Arrays.asList(roles));
        return new Line(method, path, allowed);
    }
}
