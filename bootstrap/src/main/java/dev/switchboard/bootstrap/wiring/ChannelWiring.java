package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.service.channel.ChannelOperations;
import dev.switchboard.application.service.channel.ChannelRegistryService;
import dev.switchboard.application.service.channel.ChannelSwitch;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.ProbeCallbacks;
import dev.switchboard.application.service.message.ResponseUrls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The channel registry and its operation.
@Configuration(proxyBeanMethods = false)
class ChannelWiring {

    @Bean
    ChannelSwitch channelSwitch(ChannelRegistry registry) {
        return new ChannelSwitch(registry);
    }

    @Bean
    ManageChannels manageChannels(
            ChannelRegistry registry,
            EgressPolicy egress,
            Journal journal,
            Lanes lanes,
            Ids ids,
            Clock clock) {
        return new ChannelRegistryService(registry, egress, journal, lanes, ids, clock);
    }

    @Bean
    OperateChannels operateChannels(
            ChannelSwitch channels,
            ChannelProbe probe,
            TargetLimiters gates,
            DeliveryLog deliveries,
            Ids ids,
            Clock clock) {
        return new ChannelOperations(channels, probe, gates, deliveries, ids, clock);
    }

    @Bean
    ChannelProbe channelProbe(
            ChannelGateway gateway,
            MessageRelay relay,
            ConversationLocks locks,
            ResponseUrls responseUrls,
            ProbeCallbacks callbacks,
            Ids ids,
            Clock clock) {
        return new ChannelProbe(gateway, relay, locks, responseUrls, callbacks, ids, clock);
    }
}
