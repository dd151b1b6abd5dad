package dev.switchboard.application.service.node;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.time.Later;
import java.time.Clock;
import java.util.concurrent.Executor;

/// The objects that all features of a running hub share.
///
/// @param workers runs work that may block, each task on a thread of its own
/// @param steady does not jump when the machine's clock is set: for rights and deadlines of people
public record Node(
        Store store,
        PartitionOwnership ownership,
        ConversationLocks locks,
        LiveEvents live,
        RelayTelemetry telemetry,
        Timer timer,
        Executor workers,
        Ids ids,
        Clock clock,
        Clock steady) {

    public Later later() {
        return new Later(timer, workers, clock);
    }

    /// The ports of the store of messages.
    public record Store(
            Journal journal,
            History history,
            Conversations conversations,
            Backlog backlog,
            DeliveryLog deliveries,
            HeldMessages held) {}
}
