package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import java.util.function.Function;

/// The lanes and their gates, and the services that watch and redrive deliveries. The lanes send
/// nothing before the features have [registered their senders][Lanes#serve].
public record DeliveryModule(
        TargetLimiters gates,
        WaitingCallers callers,
        PendingCounts pending,
        ParkedCounts parked,
        DirectCalls calls,
        Lanes lanes,
        Recovery recovery,
        OutcomePolicy policy,
        PartitionListener partitions,
        WatchLanes watch,
        FollowDeliveries deliveries,
        RedriveDeliveries redrives) {

    /// @param upstreams whose clients' calls are limited apart
    /// @param retries how each kind of target is tried again
    public static DeliveryModule of(
            Node node,
            ChannelRegistry registry,
            List<Upstream> upstreams,
            Function<Target, GateSettings> gateSettings,
            Function<Target.Kind, RetryPolicy> retries) {
        Node.Store store = node.store();
        TargetLimiters gates =
                new TargetLimiters(
                        gateSettings, upstreams, node.ownership(), node.clock(), node.timer());
        WaitingCallers callers = new WaitingCallers();
        PendingCounts pending = new PendingCounts(store.backlog(), node.ownership());
        OutcomePolicy policy =
                new OutcomePolicy(retries, callers, node.telemetry(), node.ids(), node.clock());
        Lanes lanes = new Lanes(node, gates, callers, pending, policy);
        Recovery recovery = new Recovery(node, lanes, pending, gates, Recovery.MOST_OPEN);
        return new DeliveryModule(
                gates,
                callers,
                pending,
                new ParkedCounts(store.deliveries(), node.ownership()),
                new DirectCalls(gates, node.ownership(), node.telemetry(), node.clock()),
                lanes,
                recovery,
                policy,
                new LanePartitions(node.locks(), lanes, recovery),
                new LaneWatch(lanes, pending, gates, recovery),
                new DeliveryWatch(store.deliveries(), store.history(), registry, lanes),
                new DeliveryRedrives(
                        store.journal(),
                        store.history(),
                        store.deliveries(),
                        lanes,
                        node.locks(),
                        node.telemetry(),
                        node.workers(),
                        node.clock()));
    }

    /// Opens the lanes again whose deliveries were left pending, and wakes those whose delivery may
    /// not wait for its target any longer.
    public void sweep() {
        recovery.sweep();
        lanes.all().stream()
                .filter(lane -> policy.isExhausted(lane.key().target(), lane.owedSince()))
                .forEach(Lane::wake);
    }

    /// Goes on with a sweep that waits for lanes to end, or for the store.
    public void goOn() {
        recovery.goOn();
    }
}
