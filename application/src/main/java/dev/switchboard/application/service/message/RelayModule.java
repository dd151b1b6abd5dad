package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.node.Node;
import java.util.function.BooleanSupplier;

/// The way of messages into the journal and on to their lanes, and of outcomes back to waiting
/// senders.
public record RelayModule(
        DeliveryModule delivery, MessageRelay relay, RecentlySent sent, SyncReplies replies) {

    /// @param shortOfRoom whether the store has too little space for new messages
    public static RelayModule of(
            Node node, DeliveryModule delivery, TimeLimits limits, BooleanSupplier shortOfRoom) {
        RecentlySent sent = new RecentlySent();
        MessageRelay relay =
                new MessageRelay(
                        node.store().journal(),
                        node.store().history(),
                        delivery.lanes(),
                        node.locks(),
                        node.telemetry(),
                        sent,
                        node.live(),
                        shortOfRoom);
        return new RelayModule(delivery, relay, sent, new SyncReplies(delivery.callers(), limits));
    }
}
