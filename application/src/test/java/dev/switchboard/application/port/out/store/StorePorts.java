package dev.switchboard.application.port.out.store;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;

/// The ports of one store of messages.
public record StorePorts(
        Journal journal,
        History history,
        Backlog backlog,
        DeliveryLog deliveryLog,
        Conversations conversations,
        Retention retention,
        HeldMessages heldMessages,
        RecentActivity recentActivity) {

    /// The same ports with another journal.
    public StorePorts with(Journal other) {
        return new StorePorts(
                other,
                history,
                backlog,
                deliveryLog,
                conversations,
                retention,
                heldMessages,
                recentActivity);
    }
}
