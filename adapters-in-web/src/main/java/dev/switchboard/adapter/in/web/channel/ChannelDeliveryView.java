package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The state of the delivery of one message, without its content.
///
/// @param nextAttemptAt the time of the next attempt, while it is pending
@Schema(name = "ChannelDelivery")
record ChannelDeliveryView(
        @JsonProperty("message_id") String messageId,
        @JsonProperty("session_id") String sessionId,
        @JsonProperty("seq") long seq,
        @JsonProperty("status") String status,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("last_http_status") @Nullable Integer lastHttpStatus,
        @JsonProperty("last_error") @Nullable String lastError,
        @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("delivered_at") @Nullable Instant deliveredAt,
        @JsonProperty("answered_at") @Nullable Instant answeredAt) {

    static ChannelDeliveryView from(FollowDeliveries.Item item) {
        Delivery delivery = item.delivery();
        Attempt last = item.lastAttempt();
        return new ChannelDeliveryView(
                item.message().value(),
                item.conversation().externalId(),
                item.seq(),
                item.status().name().toLowerCase(Locale.ROOT),
                delivery.attempts(),
                last == null ? null : last.status(),
                error(delivery, last),
                delivery instanceof Delivery.Pending pending ? pending.dueAt() : null,
                item.acceptedAt(),
                deliveredAt(delivery),
                delivery instanceof Delivery.Answered answered ? answered.answeredAt() : null);
    }

    private static @Nullable String error(Delivery delivery, @Nullable Attempt last) {
        return switch (delivery) {
            case Delivery.Delivered _, Delivery.Answered _ -> null;
            case Delivery.Parked parked -> detailOr(parked.reason().code(), last);
            case Delivery.Discarded discarded -> detailOr(discarded.reason().code(), last);
            case Delivery.Pending _ -> detailOr(null, last);
        };
    }

    private static @Nullable String detailOr(@Nullable String reason, @Nullable Attempt last) {
        return last == null || last.detail().isEmpty() ? reason : last.detail();
    }

    private static @Nullable Instant deliveredAt(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered delivered -> delivered.deliveredAt();
            case Delivery.Answered answered -> answered.deliveredAt();
            case Delivery.Pending _, Delivery.Parked _, Delivery.Discarded _ -> null;
        };
    }
}
