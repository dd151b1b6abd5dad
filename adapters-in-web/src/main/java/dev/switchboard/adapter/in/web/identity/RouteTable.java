package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.request.KnownRoutes;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Access.Leniency;
import dev.switchboard.adapter.in.web.route.Access.Mixed;
import dev.switchboard.adapter.in.web.route.Access.Only;
import dev.switchboard.adapter.in.web.route.Access.Open;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.domain.identity.KeyScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/// The routes and their access rules. A route that is not in the table does not exist, even if
/// there is a controller for it.
final class RouteTable implements KnownRoutes {

    private final List<Route> routes;

    /// The results of [#find] for routes without a placeholder, by method and path: the busiest
    /// routes have none, and there are up to three look-ups per request.
    private final Map<String, Map<String, RouteMatch>> plain = new HashMap<>();

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (Route route : routes) {
            if (!route.pattern().hasPatternSyntax()) {
                String path = route.pattern().getPatternString();
                for (String method : route.methods()) {
                    plain.computeIfAbsent(method, _ -> new HashMap<>())
                            .put(path, find(method, PathContainer.parsePath(path)));
                }
            }
        }
    }

    List<Route> routes() {
        return routes;
    }

    /// The table's answer for a request.
    sealed interface RouteMatch {

        record Listed(Access access) implements RouteMatch {}

        /// @param allowed the path's methods, in alphabetical order
        record OtherMethods(Set<String> allowed, boolean open) implements RouteMatch {}

        record Unlisted() implements RouteMatch {}
    }

    RouteMatch find(HttpServletRequest request) {
        RouteMatch known = findPlain(request);
        return known == null ? find(request.getMethod(), path(request)) : known;
    }

    /// The same for a route without a placeholder; null for any other.
    @Nullable RouteMatch findPlain(HttpServletRequest request) {
        return plain.getOrDefault(request.getMethod(), Map.of()).get(request.getRequestURI());
    }

    RouteMatch find(String method, PathContainer path) {
        Set<String> others = new TreeSet<>();
        boolean open = false;
        for (Route route : routes) {
            if (route.covers(path)) {
                if (route.methods().contains(method)) {
                    return new RouteMatch.Listed(route.access());
                }
                others.addAll(route.methods());
                open |= !(route.access() instanceof Only);
            }
        }
        return others.isEmpty()
                ? new RouteMatch.Unlisted()
                : new RouteMatch.OtherMethods(others, open);
    }

    @Override
    public Set<String> methods(HttpServletRequest request) {
        PathContainer path = path(request);
        Set<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.covers(path))
                .forEach(route -> methods.addAll(route.methods()));
        return methods;
    }

    @Override
    public @Nullable String pattern(HttpServletRequest request) {
        if (findPlain(request) != null) {
            return request.getRequestURI();
        }
        PathContainer path = path(request);
        return routes.stream()
                .filter(route -> route.covers(path))
                .map(route -> route.pattern().getPatternString())
                .findFirst()
                .orElse(null);
    }

    /// Whether the request needs no token.
    boolean isOpen(HttpServletRequest request) {
        return find(request) instanceof RouteMatch.Listed(Open _);
    }

    /// Whether the route itself handles foreign tokens.
    boolean isMixed(HttpServletRequest request) {
        return find(request) instanceof RouteMatch.Listed(Mixed _);
    }

    /// Whether a token may be a query parameter; for a wrong method, whether it may with another.
    boolean takesQueryToken(HttpServletRequest request) {
        if (!(find(request) instanceof RouteMatch.OtherMethods)) {
            return allows(request, Leniency.QUERY_TOKEN);
        }
        PathContainer path = path(request);
        return routes.stream()
                .filter(route -> route.covers(path))
                .anyMatch(route -> allows(route.access(), Leniency.QUERY_TOKEN));
    }

    /// Whether the route must work while the store is away.
    boolean isForOutages(HttpServletRequest request) {
        return allows(request, Leniency.IN_OUTAGES);
    }

    /// Whether the request stays within the scope of a key. A restricted key is refused for every
    /// route for which the table does not say how to check its scope.
    boolean isWithin(KeyScope scope, HttpServletRequest request) {
        return switch (scope) {
            case KeyScope.Everything _ -> true;
            case KeyScope.Channels _ ->
                    allows(request, Leniency.OF_CHANNEL)
                            || (allows(request, Leniency.OF_CHANNEL_IN_PATH)
                                    && scope.hasChannel(idIn(request)));
            case KeyScope.Client _ -> allows(request, Leniency.OF_CLIENT);
        };
    }

    /// The `{id}` of the path; empty if there is none.
    private String idIn(HttpServletRequest request) {
        PathContainer path = path(request);
        return routes.stream()
                .filter(route -> route.methods().contains(request.getMethod()))
                .flatMap(route -> Stream.ofNullable(route.pattern().matchAndExtract(path)))
                .map(found -> found.getUriVariables().getOrDefault("id", ""))
                .findFirst()
                .orElse("");
    }

    private boolean allows(HttpServletRequest request, Leniency leniency) {
        return find(request) instanceof RouteMatch.Listed(Access access)
                && allows(access, leniency);
    }

    private static boolean allows(Access access, Leniency leniency) {
        return access instanceof Only(_, Set<Leniency> all) && all.contains(leniency);
    }

    private static PathContainer path(HttpServletRequest request) {
        RequestPath path =
                ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parseAndCache(request);
        return path.pathWithinApplication();
    }
}
