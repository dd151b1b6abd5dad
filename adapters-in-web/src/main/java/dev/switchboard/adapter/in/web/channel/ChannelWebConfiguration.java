package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.MendDeliveries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the channel endpoints.
@Configuration(proxyBeanMethods = false)
public class ChannelWebConfiguration {

    @Bean
    ChannelRegistryController channelRegistryController(ManageChannels channels, KeepAudit audit) {
        return new ChannelRegistryController(channels, audit);
    }

    @Bean
    ChannelQueryController channelQueryController(ManageChannels channels) {
        return new ChannelQueryController(channels);
    }

    @Bean
    ChannelOperationsController channelOperationsController(
            OperateChannels channels, KeepAudit audit) {
        return new ChannelOperationsController(channels, audit);
    }

    @Bean
    ChannelDeliveriesController channelDeliveriesController(
            FollowDeliveries deliveries,
            MendDeliveries mending,
            OperateChannels channels,
            KeepAudit audit) {
        return new ChannelDeliveriesController(deliveries, mending, channels, audit);
    }
}
