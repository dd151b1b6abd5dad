package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.conversation.ReadConversations.Hop;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One step of a message's way; the first is that it was accepted.
///
/// @param target whom it was about; null for the acceptance
/// @param attempt 1 for the first call of the target, 2 for the second; 0 for a step without a call
/// @param afterGap whether the message before it was parked
record HopView(
        Instant when,
        @Nullable String target,
        int attempt,
        String outcome,
        @JsonProperty("http_status") @Nullable Integer httpStatus,
        @JsonProperty("duration_ms") long durationMs,
        String detail,
        @JsonProperty("after_gap") boolean afterGap) {

    static HopView accepted(Message message) {
        String detail = "seq " + message.seq();
        return new HopView(message.at(), null, 0, "accepted", null, 0, detail, false);
    }

    static HopView of(Hop hop) {
        Attempt attempt = hop.attempt();
        return new HopView(
                attempt.at(),
                hop.target().toString(),
                attempt.number(),
                attempt.outcome().name().toLowerCase(Locale.ROOT),
                attempt.status(),
                attempt.took().toMillis(),
                attempt.detail(),
                attempt.afterGap());
    }

    /// @param items oldest first
    record Trace(@JsonProperty("message_id") String messageId, List<HopView> items) {

        static Trace of(Message message, List<Hop> hops) {
            Stream<HopView> steps = hops.stream().map(HopView::of);
            return new Trace(
                    message.id().value(),
                    Stream.concat(Stream.of(accepted(message)), steps).toList());
        }
    }
}
