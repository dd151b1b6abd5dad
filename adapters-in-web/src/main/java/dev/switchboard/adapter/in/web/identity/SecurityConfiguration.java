package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.body.BodyBudget;
import dev.switchboard.adapter.in.web.body.BodyLimitFilter;
import dev.switchboard.adapter.in.web.body.BodyLimitFilter.LargerBodies;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.identity.token.TokenAuthentication;
import dev.switchboard.adapter.in.web.relay.RelayChain;
import dev.switchboard.adapter.in.web.relay.RelayHandler;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Sets up the filter chain of every request: headers, token, route table; its body is metered
/// while an endpoint reads it. There are no sessions. The only cookie of end users distinguishes
/// browsers, is `SameSite=Lax` and counts only with a JSON body, so a foreign page cannot abuse it.
@Configuration(proxyBeanMethods = false)
@Import(Refusals.class)
class SecurityConfiguration {

    private static final List<String> PAGES = List.of("/", "/swagger-ui/**", "/swagger-ui.html");

    /// Routes of features come before those of the settings.
    @Bean
    RouteTable routeTable(List<Routes> features, IdentityProperties identity) {
        Stream<Route> listed = features.stream().flatMap(routes -> routes.lines().stream());
        Stream<Route> added =
                Stream.concat(
                        ofAnyMethod(identity.publicPaths(), Access.OPEN),
                        ofAnyMethod(identity.adminPaths(), Access.ADMINS));
        return new RouteTable(Stream.concat(listed, added).toList());
    }

    private static Stream<Route> ofAnyMethod(List<String> patterns, Access access) {
        return patterns.stream().map(pattern -> Route.ofAnyMethod(pattern, access));
    }

    /// Before the security chains, because a webhook may have one of its own.
    @Bean
    FilterRegistrationBean<SourceGuard> sourceGuard(
            RouteTable routes,
            IdentityProperties identity,
            KnownAddresses known,
            ErrorResponder responder,
            Clock clock) {
        FilterRegistrationBean<SourceGuard> registration =
                new FilterRegistrationBean<>(
                        new SourceGuard(
                                routes,
                                identity.adminSources(),
                                new ProofLimits(clock),
                                known,
                                responder));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    SecurityHeaders securityHeaders(IdentityProperties identity) {
        Stream<String> open = identity.publicPaths().stream();
        return new SecurityHeaders(Stream.concat(PAGES.stream(), open).toList());
    }

    @Bean
    SecurityFilterChain webSecurity(
            HttpSecurity http,
            SecurityHeaders headers,
            RouteTable routes,
            TokenAuthentication tokens,
            Refusals refusals,
            BodyBudget bodies,
            List<LargerBodies> larger) {
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers::apply)
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilterBefore(
                        new BodyLimitFilter(bodies, larger), BearerTokenAuthenticationFilter.class)
                .addFilterAt(
                        bearer(routes, tokens, refusals), BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(
                                        DispatcherType.ERROR,
                                        DispatcherType.FORWARD,
                                        DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .access(new RouteAuthorization(routes)));
        return http.build();
    }

    /// The filters of the relay's busiest routes: those that are registered for every request, and
    /// then the steps of [#webSecurity], without Spring Security.
    @Bean
    RelayChain relayChain(
            List<FilterRegistrationBean<?>> registrations,
            RouteTable routes,
            TokenAuthentication tokens,
            Refusals refusals,
            BodyBudget bodies,
            List<RelayEndpoint> endpoints,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        Stream<Filter> ofAll =
                registrations.stream()
                        .filter(each -> each.isEnabled() && each.getUrlPatterns().isEmpty())
                        .sorted(Comparator.comparingInt(FilterRegistrationBean::getOrder))
                        .map(FilterRegistrationBean::getFilter);
        Stream<Filter> security =
                Stream.of(
                        SecurityHeaders.ofData(),
                        new BodyLimitFilter(bodies, List.of()),
                        new RelayAuthFilter(
                                new BearerHeader(routes, tokens::claims),
                                tokens,
                                routes,
                                refusals));
        return new RelayChain(Stream.concat(ofAll, security).toList(), endpoints, failures);
    }

    /// Before the servlets, and behind every handler that bootstrap inserts when the server starts.
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> relayBeforeTheServlets(
            ObjectProvider<RelayChain> chain) {
        RelayHandler relay = new RelayHandler(chain::getObject, PathFirewall::isPlain);
        return factory -> factory.addServerCustomizers(relay::putBefore);
    }

    /// Metrics and management endpoints are on a separate port, which must not be public and has no
    /// filters. On the main port they are not in the route table and so do not exist.
    @Bean
    @Order(0)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain managementSecurity() {
        return new DefaultSecurityFilterChain(EndpointRequest.toAnyEndpoint());
    }

    @Bean
    HttpFirewall httpFirewall() {
        return new PathFirewall();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ErrorResponder responder) {
        return (request, response, _) ->
                responder.respond(request, response, Problem.of(ProblemCode.BAD_REQUEST));
    }

    private static BearerTokenAuthenticationFilter bearer(
            RouteTable routes, TokenAuthentication tokens, Refusals refusals) {
        BearerTokenAuthenticationFilter filter =
                new BearerTokenAuthenticationFilter(
                        (HttpServletRequest request) ->
                                routes.isForOutages(request)
                                        ? tokens::authenticateInOutage
                                        : tokens,
                        new BearerHeader(routes, tokens::claims));
        filter.setAuthenticationEntryPoint(refusals);
        filter.setAuthenticationFailureHandler(refusals::commence);
        return filter;
    }

    /// Refuses ambiguous paths. An encoded slash is accepted only where an id may contain one: the
    /// route table and the controllers match paths before they decode them, so it separates
    /// nothing. `..`, `//`, `;`, `\` and `%` are refused there as well.
    ///
    /// Content types with a wildcard are refused too, because the framework would treat them as an
    /// internal error.
    ///
    /// Any method is accepted: the route table answers 405 and names the allowed ones.
    static final class PathFirewall implements HttpFirewall {

        private static final List<String> IDS_WITH_SLASHES =
                List.of("/v1/conversations/", "/v1/people/", "/api/conversations/");

        private final StrictHttpFirewall everywhere = strict();
        private final StrictHttpFirewall amongIds = strict();

        PathFirewall() {
            amongIds.setAllowUrlEncodedSlash(true);
        }

        private static StrictHttpFirewall strict() {
            StrictHttpFirewall firewall = new StrictHttpFirewall();
            firewall.setUnsafeAllowAnyHttpMethod(true);
            firewall.setAllowedHeaderNames(PathFirewall::isPlain);
            firewall.setAllowedHeaderValues(PathFirewall::isPlain);
            return firewall;
        }

        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            String type = request.getContentType();
            if (type != null && type.indexOf('*') >= 0) {
                throw new RequestRejectedException("No body is of all types");
            }
            return responsibleFor(request).getFirewalledRequest(request);
        }

        private StrictHttpFirewall responsibleFor(HttpServletRequest request) {
            String path = request.getRequestURI();
            return IDS_WITH_SLASHES.stream().anyMatch(path::startsWith) ? amongIds : everywhere;
        }

        @Override
        public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
            return everywhere.getFirewalledResponse(response);
        }

        /// Whether a header has only assigned characters without control characters. The firewall
        /// calls this for every header that is read, so it is a loop and not a regular expression.
        static boolean isPlain(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isISOControl(c) || !Character.isDefined(c)) {
                    return false;
                }
            }
            return true;
        }
    }
}
