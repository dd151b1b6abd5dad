package dev.switchboard.adapter.in.web.channel;

import static dev.switchboard.adapter.in.web.error.ErrorForm.LEGACY;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS_OF_CHANNEL;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS_OF_CHANNEL;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS_OF_NAMED_CHANNEL;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of channels.
@Configuration(proxyBeanMethods = false)
@Import({
    ChannelRegistryController.class,
    ChannelQueryController.class,
    ChannelOperationsController.class,
    ChannelDeliveriesController.class
})
public class ChannelWebConfiguration {

    @Bean
    Routes channelRoutes() {
        return Routes.of(
                Route.of("POST", "/channel", ADMINS).failing(LEGACY),
                Route.of("GET", "/channel/{id}", BACK_ENDS_OF_CHANNEL).failing(LEGACY),
                Route.of("PUT", "/channel/{id}", ADMINS_OF_CHANNEL).failing(LEGACY),
                Route.of("DELETE", "/channel/{id}", ADMINS_OF_CHANNEL).failing(LEGACY),
                Route.of("POST", "/channels", BACK_ENDS).failing(LEGACY),
                Route.of("GET", "/v1/channels", ADMINS),
                Route.of("GET", "/v1/channels/{id}", ADMINS_OF_CHANNEL),
                Route.of("POST", "/v1/channels/{id}/verify", ADMINS_OF_CHANNEL),
                Route.of("POST", "/v1/channels/{id}/secrets/rotate", ADMINS_OF_CHANNEL),
                Route.of("PUT", "/v1/channels/{id}/status", ADMINS_OF_CHANNEL),
                Route.of("GET", "/v1/channels/{id}/deliveries", ADMINS_OF_CHANNEL),
                Route.of("POST", "/v1/channels/{id}/deliveries/redrive", ADMINS_OF_CHANNEL),
                Route.of(
                        "POST",
                        "/v1/channels/{id}/deliveries/{message}/redrive",
                        ADMINS_OF_CHANNEL),
                Route.of("GET", "/v1/channels/{id}/stats", ADMINS_OF_CHANNEL),
                Route.of("GET", "/v1/channel-messages/{id}", BACK_ENDS_OF_NAMED_CHANNEL));
    }
}
