package dev.switchboard.adapter.in.web.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Item;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery.Parked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A delivery that was given up for now, as admins see it.
///
/// @param status `parked`, or `refused` if its sender was told so
/// @param reason why it was given up
/// @param lastHttpStatus what the target answered last, if it did
/// @param lastError what the last attempt came to
record ParkedView(
        @JsonProperty("message_id") String messageId,
        @JsonProperty("conversation_id") String conversationId,
        long seq,
        String target,
        String status,
        @Nullable String reason,
        int attempts,
        @JsonProperty("last_http_status") @Nullable Integer lastHttpStatus,
        @JsonProperty("last_error") @Nullable String lastError,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("parked_at") @Nullable Instant parkedAt) {

    static ParkedView of(Item item) {
        Attempt last = item.lastAttempt();
        Parked parked = item.delivery() instanceof Parked here ? here : null;
        return new ParkedView(
                item.message().value(),
                item.conversation().value(),
                item.seq(),
                item.delivery().target().toString(),
                item.status().name().toLowerCase(Locale.ROOT),
                parked == null ? null : parked.reason().code(),
                item.delivery().attempts(),
                last == null ? null : last.status(),
                last == null ? null : last.detail(),
                item.acceptedAt(),
                parked == null ? null : parked.parkedAt());
    }

    /// @param next what to give as `after` for the next page; null on the last one
    record Page(List<ParkedView> items, @Nullable String next) {}
}
