package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is still owed, found by an index and never by a scan of what is settled.
public interface Backlog {

    /// The lanes that have something pending for a target that is called, in a stable order. What
    /// waits for clients ([dev.switchboard.domain.delivery.Target.Kind#CLIENTS]) is not among them:
    /// see [HeldMessages].
    ///
    /// @param after the lane to continue behind, null to begin
    List<LaneKey> lanes(@Nullable LaneKey after, int limit);

    /// What is pending in one lane, in lane order: by `seq`, re-driven ones behind all that were
    /// pending when they were re-driven.
    List<Owed> pending(LaneKey lane, int limit);

    /// How many deliveries are pending per target; targets without any are absent.
    Map<Target, Integer> pendingPerTarget();

    /// One conversation's queue to one target: one delivery at a time, in order.
    record LaneKey(ConversationId conversation, Target target) {}

    /// A delivery with the message it delivers.
    record Owed(Message message, Pending delivery) {
        public LaneKey lane() {
            return new LaneKey(message.conversation(), delivery.target());
        }

        /// Whether it was parked before and is owed again. Stores keep times to the millisecond at
        /// least, so a smaller difference means nothing.
        public boolean redriven() {
            return delivery.since().isAfter(message.at().plusMillis(1));
        }
    }
}
