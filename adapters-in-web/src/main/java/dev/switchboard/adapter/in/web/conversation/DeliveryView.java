package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of one delivery of a message.
///
/// @param reason the reason why it was parked or discarded, if it was
/// @param nextAttemptAt when it is due, while it is pending
/// @param settledAt when it entered its current state, unless that is `pending`
record DeliveryView(
        String target,
        String status,
        int attempts,
        @Nullable String reason,
        @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
        @JsonProperty("settled_at") @Nullable Instant settledAt) {

    static DeliveryView of(Delivery delivery) {
        return switch (delivery) {
            case Pending pending -> of(pending, "pending", null, pending.dueAt(), null);
            case Delivered done -> of(done, "delivered", null, null, done.deliveredAt());
            case Answered done -> of(done, "answered", null, null, done.answeredAt());
            case Parked parked ->
                    of(parked, "parked", parked.reason().code(), null, parked.parkedAt());
            case Discarded gone ->
                    of(gone, "discarded", gone.reason().code(), null, gone.discardedAt());
        };
    }

    private static DeliveryView of(
            Delivery delivery,
            String status,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant settledAt) {
        return new DeliveryView(
                delivery.target().toString(),
                status,
                delivery.attempts(),
                reason,
                nextAttemptAt,
                settledAt);
    }
}
