package dev.switchboard.adapter.in.web.pega;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.GUESTS;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.body.BodyBudget;
import dev.switchboard.adapter.in.web.body.BodyLimitFilter;
import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.out.upstream.DeskTokens;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;

/// Sets up the endpoints of Pega Digital Messaging.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PegaWebProperties.class)
@Import({PegaWebhookController.class, PegaHistoryController.class, PegaConnectionsController.class})
public class PegaWebConfiguration {

    /// A word or two as text, as desks know it from the original.
    private static final ErrorForm PLAIN =
            new ErrorForm(
                    "plain",
                    "text/plain; charset=utf-8",
                    (problem, _, _) -> text(problem.code()).getBytes(UTF_8));

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

    @Bean
    Routes pegaRoutes(PegaWebProperties properties) {
        return Routes.of(
                Route.of("POST", "/webhook", Access.webhook(properties.sources())).failing(PLAIN),
                Route.of("OPTIONS", "/webhook", OPEN).failing(PLAIN),
                Route.of("GET", PegaHistoryController.PATH, GUESTS),
                Route.of("GET", "/v1/pega/connections", ADMINS));
    }

    /// The webhook's own chain, because its callers have foreign tokens.
    @Bean
    @Order(2)
    SecurityFilterChain pegaWebhookSecurity(
            HttpSecurity http,
            List<DeskTokens> tokens,
            ErrorResponder responder,
            BodyBudget bodies) {
        http.securityMatcher(PathPatternRequestMatcher.pathPattern("/webhook"))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers ->
                        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY)))
                .addFilterBefore(
                        new WebhookAuthFilter(ownOf(tokens), responder),
                        SecurityContextHolderAwareRequestFilter.class)
                .addFilterBefore(new BodyLimitFilter(bodies, List.of()), WebhookAuthFilter.class);
        return http.build();
    }

    private static String text(ProblemCode code) {
        return switch (code) {
            case MALFORMED_JSON, BAD_REQUEST, INVALID_FIELD -> "bad request";
            case UNAUTHORIZED, FORBIDDEN -> "forbidden";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported media type";
            case STORAGE_UNAVAILABLE, UNAVAILABLE, OVERLOADED -> "unavailable";
            default -> code.title().toLowerCase(Locale.ROOT);
        };
    }

    private static DeskTokens ownOf(List<DeskTokens> tokens) {
        return tokens.stream()
                .filter(each -> each.system().equals("pega"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No bean checks Pega's tokens"));
    }
}
