package dev.switchboard.scenario;

import dev.switchboard.application.fakes.FakeEgressPolicy;
import dev.switchboard.application.fakes.FakeResponseTokens;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.FakeWebhookSignatures;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.service.channel.ChannelModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.message.MessagingSettings;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.SilentChannels;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetChange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One run of the hub: the real core between fake edges. A second run on the same [World] is the
/// hub after a crash.
final class Hub {

    final SendChannelMessage send;
    final AcceptChannelCallback callback;
    final ManageChannels channels;
    final OperateChannels operate;
    final FollowDeliveries follow;
    final RedriveDeliveries mend;
    final Node node;
    final DeliveryModule delivery;
    final SilentChannels silent;
    final TargetLimiters gates;
    final OneThreadLocks locks;
    private final ChannelModule channelModule;
    final RecordingTelemetry telemetry = new RecordingTelemetry();

    Hub(World world, Executor workers) {
        this(world, workers, Callbacks.PROVEN, SessionsServer.CONFIGURED);
    }

    /// @param deliveries the deliveries to read instead of the store's
    Hub(World world, DeliveryLog deliveries) {
        this(
                world,
                Runnable::run,
                Callbacks.PROVEN,
                SessionsServer.CONFIGURED,
                deliveries,
                world.ownership,
                _ -> {});
    }

    Hub(World world, Executor workers, Callbacks callbacks, SessionsServer sessionsServer) {
        this(
                world,
                workers,
                callbacks,
                sessionsServer,
                world.store.deliveryLog(),
                world.ownership,
                _ -> {});
    }

    /// One of several hubs.
    Hub(World world, ClusterModule cluster) {
        this(
                world,
                Runnable::run,
                Callbacks.PROVEN,
                SessionsServer.CONFIGURED,
                world.store.deliveryLog(),
                cluster.ownership(),
                cluster::tell);
        cluster.listen(delivery.partitions());
        cluster.listen(channelModule.listener());
    }

    private Hub(
            World world,
            Executor workers,
            Callbacks callbacks,
            SessionsServer sessionsServer,
            DeliveryLog deliveries,
            PartitionOwnership ownership,
            Consumer<TargetChange> otherHubs) {
        locks = new OneThreadLocks(ownership);
        FakeTimer timer = new FakeTimer(world.clock);
        node =
                new Node(
                        new Node.Store(
                                world.journal,
                                world.store.history(),
                                world.store.conversations(),
                                world.store.backlog(),
                                deliveries,
                                world.store.heldMessages()),
                        ownership,
                        locks,
                        new InMemoryLiveEvents(),
                        telemetry,
                        timer,
                        locks.outside(workers),
                        world.ids,
                        world.clock,
                        world.clock.steady());
        delivery =
                DeliveryModule.of(
                        node,
                        world.registry,
                        List.of(),
                        target ->
                                target.kind() == Target.Kind.CHANNEL
                                        ? GateSettings.CHANNEL
                                        : GateSettings.shared(64),
                        _ -> RetryPolicy.SHARED);
        RelayModule relays =
                RelayModule.of(
                        node,
                        delivery,
                        new SweptTimeLimits(timer, world.clock, System::nanoTime),
                        () -> world.shortOfRoom);
        MessageModule messages =
                MessageModule.of(
                        node,
                        relays,
                        new MessageModule.Channels(
                                world.registry,
                                world.channel,
                                world.sessions,
                                new FakeResponseTokens(),
                                new FakeWebhookSignatures()),
                        new MessagingSettings(
                                Duration.ofSeconds(20),
                                callbacks,
                                Duration.ofHours(24),
                                Duration.ofDays(30),
                                Duration.ofMinutes(15),
                                100,
                                Set.of("hooks.example"),
                                sessionsServer),
                        () -> URI.create("http://localhost:8000"),
                        ChannelModule.whenGone(world.registry));
        channelModule =
                ChannelModule.of(
                        node,
                        delivery,
                        world.registry,
                        new FakeEgressPolicy("169.254.169.254"),
                        messages.probe(),
                        otherHubs);
        send = messages.send();
        callback = messages.callbacks();
        silent = messages.silent();
        channels = channelModule.registry();
        operate = channelModule.operations();
        follow = delivery.deliveries();
        mend = delivery.redrives();
        gates = delivery.gates();
    }
}
