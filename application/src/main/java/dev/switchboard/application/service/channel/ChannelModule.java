package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.channel.ChannelId;
import java.util.function.Consumer;

/// The channel registry and its operation.
public record ChannelModule(ManageChannels registry, OperateChannels operations) {

    /// Disables a channel that says that it is gone for good.
    public static Consumer<ChannelId> whenGone(ChannelRegistry registry) {
        return new ChannelSwitch(registry)::gone;
    }

    public static ChannelModule of(
            Node node,
            DeliveryModule delivery,
            ChannelRegistry registry,
            EgressPolicy egress,
            ChannelProbe probe) {
        return new ChannelModule(
                new ChannelRegistryService(
                        registry,
                        egress,
                        node.store().journal(),
                        delivery.lanes(),
                        delivery.gates(),
                        node.ids(),
                        node.clock()),
                new ChannelOperations(
                        new ChannelSwitch(registry),
                        probe,
                        delivery.gates(),
                        node.store().deliveries(),
                        node.ids(),
                        node.clock()));
    }
}
