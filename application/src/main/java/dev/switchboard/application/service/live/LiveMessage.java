package dev.switchboard.application.service.live;

import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A message on its way to clients. All connections of this hub that got it from the same event
/// share it, so that only the first acknowledgement is journaled.
final class LiveMessage {

    private static final int OVERHEAD = 512;

    private final Message message;
    private final AtomicReference<@Nullable Delivery> open;

    /// @param delivery the delivery to live clients, in any state; null if it is not acknowledged
    LiveMessage(Message message, @Nullable Delivery delivery) {
        this.message = message;
        this.open = new AtomicReference<>(delivery);
    }

    Message message() {
        return message;
    }

    long seq() {
        return message.seq();
    }

    /// Roughly what it takes in memory.
    int bytes() {
        return OVERHEAD + message.content().length();
    }

    /// Returns the step that settles the delivery now that a client has the message; null if
    /// another client had it before.
    @Nullable Step take(Instant now) {
        return Step.from(open.getAndSet(null), now);
    }

    /// A client has the message.
    ///
    /// @param from the delivery as it was read, pending or parked
    record Step(Delivery from, Delivery.Delivered next) {

        /// @param delivery null if there is none
        /// @return null if nothing is owed
        static @Nullable Step from(@Nullable Delivery delivery, Instant now) {
            if (delivery == null) {
                return null;
            }
            Optional<Delivery.Delivered> next = delivery.taken(now);
            return next.isEmpty() ? null : new Step(delivery, next.get());
        }
    }
}
