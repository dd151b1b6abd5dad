package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.handoff.Handoff;
import java.time.Clock;
import java.util.function.Consumer;

/// The services that hand conversations from the bot to a person and back.
public record HandoffModule(
        Handoffs store,
        LoadedPartitions loaded,
        HandoffCache cache,
        HandoffRecord record,
        FormerHandoffs formers,
        ConsoleDeliveries deliveries,
        HandoffSteps steps,
        AgentRequests requests) {

    /// @param tenants which tenant has a conversation
    public static HandoffModule of(
            Node node,
            Tenants tenants,
            Handoffs store,
            RelayModule relays,
            HandoffSettings settings) {
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
                new HandoffSteps(cache, store, record, deliveries, locks, node.telemetry());
        return new HandoffModule(
                store,
                loaded,
                cache,
                record,
                new FormerHandoffs(history),
                deliveries,
                steps,
                new AgentRequests(cache, store, steps, locks, settings, ids, clock));
    }

    /// Registers a listener for each step of a handoff, called under the lock of its conversation.
    public void listen(Consumer<Handoff> listener) {
        steps.listen(listener);
    }
}
