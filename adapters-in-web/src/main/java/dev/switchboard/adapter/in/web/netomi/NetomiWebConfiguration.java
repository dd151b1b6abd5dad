package dev.switchboard.adapter.in.web.netomi;

import static dev.switchboard.adapter.in.web.netomi.NetomiErrors.BOT_WEBHOOK;
import static dev.switchboard.adapter.in.web.netomi.NetomiErrors.RELAY;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.AGENTS;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS;
import static dev.switchboard.adapter.in.web.route.Access.GUESTS;
import static dev.switchboard.adapter.in.web.route.Access.MIXED;

import dev.switchboard.adapter.in.web.body.BodyLimitFilter.LargerBodies;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.KnownRoutes;
import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.domain.upstream.TokenState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/// Sets up the bot's endpoints. Needs the hub's public address as a `Supplier<URI>`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NetomiWebProperties.class)
@Import({
    BotHistory.class,
    MessageReader.class,
    NetomiHistoryController.class,
    NetomiTokenController.class,
    NetomiWebhookController.class,
    ProcessMessageController.class,
    Senders.class,
    WebhookInfoController.class
})
public class NetomiWebConfiguration {

    private static final String NETOMI = "/api/netomi";
    private static final int MAX_MESSAGE_BODY = 128 * 1024;

    @Bean
    Routes netomiRoutes(NetomiWebProperties properties) {
        Access webhook = Access.webhook(properties.webhook().sources());
        return Routes.of(
                        Route.of("POST", ProcessMessageController.PATH, GUESTS),
                        Route.of("GET", NETOMI + "/generate-token", GUESTS),
                        Route.of("GET", NETOMI + "/test-connection", GUESTS),
                        Route.of("POST", NETOMI + "/refresh-token", BACK_ENDS)
                                .auditedIf(Callers::isAdmin, "token.refresh"),
                        Route.of("GET", "/api/webhook-messages", AGENTS).failing(RELAY),
                        Route.of("GET", "/api/conversations", AGENTS).failing(RELAY),
                        Route.of("GET", "/api/conversations/{id}", GUESTS).failing(RELAY),
                        Route.of("POST", NetomiWebhookController.PATH, webhook)
                                .failing(BOT_WEBHOOK),
                        Route.of("GET", "/webhook/test", MIXED).failing(BOT_WEBHOOK),
                        Route.of("GET", "/webhook/info", ADMINS).failing(BOT_WEBHOOK))
                .failingBelow(NETOMI, RELAY);
    }

    /// A guest's text may have 64 KiB; its escapes and the rest of the body need more.
    @Bean
    LargerBodies messageBodies() {
        return request ->
                request.getRequestURI().equals(ProcessMessageController.PATH)
                        ? MAX_MESSAGE_BODY
                        : 0;
    }

    @Bean
    WebhookAuth webhookAuth(NetomiWebProperties properties) {
        return new WebhookAuth(properties.webhook());
    }

    @Bean
    RelayEndpoint netomiWebhook(NetomiWebhookController controller) {
        return new RelayEndpoint(NetomiWebhookController.PATH, controller::acceptBotCallback);
    }

    /// Preflight requests have no token, so this comes before every filter that needs one.
    @Bean
    FilterRegistrationBean<CrossOriginFilter> netomiCrossOriginFilter(
            NetomiWebProperties properties, KnownRoutes routes) {
        FilterRegistrationBean<CrossOriginFilter> registration =
                new FilterRegistrationBean<>(
                        new CrossOriginFilter(properties.allowedOrigins(), routes));
        registration.addUrlPatterns(CrossOriginFilter.PATHS);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /// Health groups know it as `netomi`.
    @Bean
    BotHealthIndicator netomiHealthIndicator(UseUpstreamToken bot) {
        return new BotHealthIndicator(bot);
    }

    /// A bot that refuses the hub's token limits the hub without stopping it: messages to it wait.
    static final class BotHealthIndicator implements HealthIndicator {

        private static final Status DEGRADED = new Status("DEGRADED");
        private static final String STATE = "token";

        private final UseUpstreamToken bot;

        BotHealthIndicator(UseUpstreamToken bot) {
            this.bot = bot;
        }

        @Override
        public Health health() {
            return switch (bot.state(RelayBot.NAME)) {
                case TokenState.NotConfigured _ ->
                        Health.unknown().withDetail(STATE, "not configured").build();
                case TokenState.Missing _ ->
                        Health.status(DEGRADED).withDetail(STATE, "missing").build();
                case TokenState.Refused _ ->
                        Health.status(DEGRADED).withDetail(STATE, "refused").build();
                case TokenState.Held _ -> Health.up().build();
            };
        }
    }
}
