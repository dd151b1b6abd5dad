package dev.switchboard.adapter.in.web.replay;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoint that replays conversations.
@Configuration(proxyBeanMethods = false)
@Import(ReplayController.class)
public class ReplayWebConfiguration {

    @Bean
    Routes replayRoutes() {
        return Routes.of(
                Route.of("POST", "/v1/conversations/{id}/replay", ADMINS)
                        .audited("conversation.replay"));
    }
}
