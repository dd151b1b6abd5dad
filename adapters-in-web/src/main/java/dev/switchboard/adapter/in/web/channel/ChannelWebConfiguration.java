package dev.switchboard.adapter.in.web.channel;

import static dev.switchboard.adapter.in.web.error.ErrorForm.LEGACY;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS_OF_CHANNEL;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS_OF_CHANNEL;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS_OF_NAMED_CHANNEL;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.domain.delivery.DeliveryRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the channel endpoints.
@Configuration(proxyBeanMethods = false)
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

    @Bean
    ChannelRegistryController channelRegistryController(ManageChannels channels, KeepAudit audit) {
        return new ChannelRegistryController(channels, audit);
    }

    @Bean
    ChannelQueryController channelQueryController(ManageChannels channels, WatchLanes lanes) {
        return new ChannelQueryController(channels, lanes);
    }

    @Bean
    ChannelOperationsController channelOperationsController(
            OperateChannels channels, KeepAudit audit, DeliveryRule rule) {
        return new ChannelOperationsController(channels, audit, rule);
    }

    @Bean
    ChannelDeliveriesController channelDeliveriesController(
            FollowDeliveries deliveries,
            RedriveDeliveries mending,
            OperateChannels channels,
            KeepAudit audit) {
        return new ChannelDeliveriesController(deliveries, mending, channels, audit);
    }
}
