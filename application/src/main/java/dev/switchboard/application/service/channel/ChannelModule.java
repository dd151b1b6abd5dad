package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.service.cluster.TargetListener;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.TargetChange;
import java.util.function.Consumer;

/// The channel registry and its operation.
///
/// @param listener hears of changes at other hubs
public record ChannelModule(
        ManageChannels registry, OperateChannels operations, TargetListener listener) {

    /// Disables a channel that says that it is gone for good.
    public static Consumer<ChannelId> whenGone(ChannelRegistry registry) {
        return new ChannelEdits(registry)::gone;
    }

    /// @param otherHubs tells them of changes at this one
    public static ChannelModule of(
            Node node,
            DeliveryModule delivery,
            ChannelRegistry registry,
            EgressPolicy egress,
            ChannelProbe probe,
            Consumer<TargetChange> otherHubs) {
        ChannelChanges changes =
                new ChannelChanges(registry, delivery.lanes(), delivery.gates(), otherHubs);
        return new ChannelModule(
                new ChannelRegistryService(
                        registry,
                        egress,
                        node.store().journal(),
                        changes,
                        node.ids(),
                        node.clock()),
                new ChannelOperations(
                        new ChannelEdits(registry),
                        changes,
                        probe,
                        delivery.gates(),
                        node.store().deliveries(),
                        node.ids(),
                        node.clock()),
                changes);
    }
}
