package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs;
import dev.switchboard.application.port.in.handoff.DirectHandoffs;
import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.in.handoff.OfferHandoffs;
import dev.switchboard.application.port.in.handoff.WriteAsAgent;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.handoff.Handoff;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// The services of the hub that owns a conversation: they hand it from the bot to a person and
/// back, and journal what agents say. They know nothing of consoles: the desk of the tenant does,
/// at whichever hub it is.
public record HandoffModule(
        Handoffs store,
        LoadedPartitions loaded,
        HandoffCache cache,
        HandoffRecord record,
        FormerHandoffs formers,
        ContextReader context,
        HandoffSteps steps,
        AgentRequests requests,
        ForDesks forDesks,
        Leases leases,
        HandoffUpkeep upkeep)
        implements AutoCloseable {

    /// Handoffs, their counted steps, and the labels they may bear.
    public record Stores(Handoffs handoffs, CountedSteps counted, LabelLists labels) {}

    /// The ports that desks call, at whichever hub the work is done.
    public record ForDesks(
            OfferHandoffs offers,
            KeepLeases leases,
            WriteAsAgent writer,
            ChangeHandoffs changes,
            DirectHandoffs directions) {

        /// The same as all hubs together offer it.
        private ForDesks of(PeerModule peers) {
            return new ForDesks(
                    peers.forwarded(OfferHandoffs.class, offers),
                    peers.forwarded(KeepLeases.class, leases),
                    peers.forwarded(WriteAsAgent.class, writer),
                    peers.forwarded(ChangeHandoffs.class, changes),
                    peers.forwarded(DirectHandoffs.class, directions));
        }
    }

    /// @param tenants which tenant has a conversation
    public static HandoffModule of(
            Node node,
            Tenants tenants,
            Stores stores,
            RelayModule relays,
            PeerModule peers,
            List<Upstream> upstreams,
            HandoffSettings settings) {
        Handoffs store = stores.handoffs();
        ConversationLocks locks = node.locks();
        History history = node.store().history();
        Clock clock = node.clock();
        Ids ids = node.ids();

        LoadedPartitions loaded = new LoadedPartitions(node.ownership());
        HandoffCache cache = new HandoffCache(store, tenants, loaded);
        HandoffRecord record = new HandoffRecord(relays.relay(), history, ids);
        ConsoleDeliveries deliveries =
                new ConsoleDeliveries(
                        node.store().journal(),
                        node.store().backlog(),
                        relays.delivery().pending(),
                        node.telemetry(),
                        node.live(),
                        node.ownership(),
                        clock);
        HandoffSteps steps =
                new HandoffSteps(
                        cache,
                        store,
                        record,
                        stores.counted(),
                        deliveries,
                        locks,
                        node.telemetry());
        ContextReader context =
                new ContextReader(
                        node.store().conversations(),
                        history,
                        settings.window(),
                        target ->
                                Upstream.gatewayTo(upstreams, target)
                                        .flatMap(gateway -> gateway.replyWindow(target)),
                        clock);

        Leases leases = new Leases(cache, store, steps, settings, node);
        LeaseGuard guard = new LeaseGuard(cache, leases, deliveries, node);
        LeaseGrants grants = new LeaseGrants(steps, guard, leases, context, ids);
        HandoffOffers offers = new HandoffOffers(cache, steps, grants, settings, node);
        return new HandoffModule(
                store,
                loaded,
                cache,
                record,
                new FormerHandoffs(history),
                context,
                steps,
                new AgentRequests(cache, store, steps, locks, settings, ids, clock),
                new ForDesks(
                                offers,
                                guard,
                                new AgentMessageWriter(guard, relays.relay(), context, node),
                                new HandoffChanges(
                                        cache,
                                        store,
                                        guard,
                                        steps,
                                        record,
                                        offers,
                                        stores.labels(),
                                        node),
                                new DirectedHandoffs(
                                        cache, grants, offers, steps, record, locks, clock))
                        .of(peers),
                leases,
                new HandoffUpkeep(loaded, cache, store, steps, locks, offers, leases));
    }

    /// Registers a listener for each step of a handoff, called under the lock of its conversation.
    public void whenStored(Consumer<Handoff> listener) {
        steps.whenStored(listener);
    }

    /// Registers a listener that is called each time when open handoffs were loaded.
    public void whenLoaded(Runnable listener) {
        upkeep.whenLoaded(listener);
    }

    /// Keeps the handoffs of the partitions that come and go.
    public PartitionListener partitions() {
        return upkeep;
    }

    /// Loads open handoffs after a start, and completes what was interrupted.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void sweep() {
        upkeep.sweep();
    }

    /// Stores the pending renewals and read marks of leases.
    @Override
    public void close() {
        leases.close();
    }
}
