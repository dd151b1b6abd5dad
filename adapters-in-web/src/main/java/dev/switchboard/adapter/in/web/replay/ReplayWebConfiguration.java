package dev.switchboard.adapter.in.web.replay;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS_OF_CHANNEL;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints that replay conversations and channels.
@Configuration(proxyBeanMethods = false)
@Import({ReplayController.class, ChannelReplayController.class})
public class ReplayWebConfiguration {

    @Bean
    Routes replayRoutes() {
        return Routes.of(
                Route.of("POST", "/v1/conversations/{id}/replay", ADMINS)
                        .audited("conversation.replay"),
                Route.of("POST", "/v1/channels/{id}/replay", ADMINS_OF_CHANNEL)
                        .audited("channel.replay"));
    }
}
