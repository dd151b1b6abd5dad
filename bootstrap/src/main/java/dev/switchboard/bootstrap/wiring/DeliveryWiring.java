package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.application.service.time.SteadyClock;
import dev.switchboard.bootstrap.settings.DeliverySettings;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Assembles what all features share, the lanes and gates, and the message relay.
@Configuration(proxyBeanMethods = false)
@Import(Node.Store.class)
class DeliveryWiring {

    /// The gate of an external desk. Its limit is high, because each chat makes its own calls, and
    /// opening one takes a while.
    private static final GateSettings DESK_OUTSIDE = GateSettings.shared(256);

    @Bean
    Node node(
            Node.Store store,
            PartitionOwnership ownership,
            HintModule hints,
            RelayTelemetry telemetry,
            Timer timer,
            ExecutorService workers,
            Ids ids,
            Clock clock,
            LongSupplier nanoTime) {
        return new Node(
                store,
                ownership,
                new ConversationLocks(ownership),
                hints.live(),
                telemetry,
                timer,
                workers,
                ids,
                clock,
                SteadyClock.startingAt(clock.instant(), nanoTime));
    }

    @Bean
    DeliveryModule deliveryModule(
            Node node,
            ChannelRegistry registry,
            DeliverySettings settings,
            List<Upstream> upstreams) {
        return DeliveryModule.of(
                node,
                registry,
                upstreams,
                target -> settings.rule(target.kind()).gate(own(target, upstreams)),
                kind -> settings.rule(kind).retries());
    }

    private static GateSettings own(Target target, List<Upstream> upstreams) {
        return switch (target.kind()) {
            case CHANNEL -> GateSettings.CHANNEL;
            case SESSIONS -> GateSettings.shared(64);
            case BOT, DESK, USER, CLIENTS ->
                    Upstream.owner(upstreams, target)
                            .map(Upstream::gate)
                            .orElse(
                                    target.kind() == Target.Kind.DESK
                                            ? DESK_OUTSIDE
                                            : GateSettings.shared(8));
        };
    }

    @Bean
    RelayModule relayModule(
            Node node, DeliveryModule delivery, TimeLimits limits, StoreHealth store) {
        return RelayModule.of(node, delivery, limits, store::isShortOfRoom);
    }

    @Bean
    ReplayModule replayModule(
            Node node,
            DeliveryModule delivery,
            Replayer replayer,
            Replays replays,
            PeerModule peers) {
        return ReplayModule.of(node, delivery, replayer, replays, peers);
    }

    /// The rule that callers are shown for channels.
    @Bean
    DeliveryRule ruleOfChannels(DeliverySettings settings) {
        return settings.rule(Target.Kind.CHANNEL);
    }
}
