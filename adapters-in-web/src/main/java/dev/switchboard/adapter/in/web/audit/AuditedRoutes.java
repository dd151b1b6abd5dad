package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Audits the calls that their routes want audited. A read is recorded before the response. A
/// change is begun before the controller runs, and ended by the controller's own record or
/// afterwards according to the response's status.
final class AuditedRoutes implements HandlerInterceptor {

    /// The query parameters that name the subject if the path does not.
    private static final List<String> NAMES = List.of("conversation", "id");

    /// The placeholders that customers' own names take.
    private static final Set<String> PEOPLE = Set.of("person", "user_id");

    private static final int OK = 200;
    private static final int REFUSED = 300;
    private static final int FAILED = 500;

    private final KeepAudit audit;
    private final Map<String, Route> routes = new HashMap<>();

    AuditedRoutes(List<Routes> features, KeepAudit audit) {
        this.audit = audit;
        features.stream()
                .flatMap(feature -> feature.lines().stream())
                .filter(route -> route.audit() != null)
                .forEach(route ->
                        route.methods()
                                .forEach(method ->
                                        routes.put(
                                                name(method, route.pattern().getPatternString()),
                                                route)));
    }

    /// The names of placeholders do not matter.
    private static String name(String method, String pattern) {
        return method + " " + pattern.replaceAll("\\{[^}]*}", "{}");
    }

    @Nullable Route find(String method, String pattern) {
        return routes.get(name(method, pattern));
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Principal caller = request.getUserPrincipal();
        if (pattern == null || caller == null || request.getAttribute(ServletCall.INTENT) != null) {
            return true;
        }
        Route route = find(request.getMethod(), pattern.toString());
        Route.Audit wanted = route == null ? null : route.audit();
        if (wanted == null || !wanted.covers().test(request)) {
            return true;
        }
        Act act = Act.often(caller.getName(), wanted.action(), subject(request));
        if (wanted.change()) {
            request.setAttribute(ServletCall.INTENT, audit.begin(act));
        } else {
            audit.record(act);
        }
        return true;
    }

    private static String subject(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Stream<String> named =
                variables instanceof Map<?, ?> map && !map.isEmpty()
                        ? map.entrySet().stream().map(AuditedRoutes::told)
                        : NAMES.stream().map(request::getParameter).filter(Objects::nonNull);
        return named.collect(Collectors.joining("/"));
    }

    /// A person's name is never stored where it could not be erased.
    private static String told(Map.Entry<?, ?> variable) {
        String value = String.valueOf(variable.getValue());
        return PEOPLE.contains(String.valueOf(variable.getKey())) ? Person.pseudonym(value) : value;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(ServletCall.INTENT) instanceof Intent intent) {
            audit.end(intent, outcome(response.getStatus(), failure), "");
        }
    }

    /// A refused request has changed nothing.
    private static @Nullable Outcome outcome(int status, @Nullable Exception failure) {
        if (failure != null || status >= FAILED) {
            return Outcome.UNKNOWN;
        }
        return status >= OK && status < REFUSED ? Outcome.DONE : null;
    }
}
