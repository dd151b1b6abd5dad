package dev.switchboard.adapter.in.web.pega;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.application.port.in.upstream.WatchDesks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the endpoints of Pega Digital Messaging.
@Configuration(proxyBeanMethods = false)
@Import(WebhookSecurity.class)
public class PegaWebConfiguration {

    @Bean
    Routes pegaRoutes() {
        return Routes.of(
                Route.of("POST", "/webhook", OPEN),
                Route.of("OPTIONS", "/webhook", OPEN),
                Route.of("GET", "/v1/pega/connections", ADMINS));
    }

    @Bean
    PegaWebhookController pegaWebhookController(AcceptReply replies, PassHints hints) {
        return new PegaWebhookController(replies, hints);
    }

    @Bean
    PegaConnectionsController pegaConnectionsController(WatchDesks desks) {
        return new PegaConnectionsController(desks);
    }
}
