package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends parked deliveries again or discards them (promise D14).
public interface RedriveDeliveries {

    /// Sends one parked delivery to the end of its lane. Of concurrent callers, one wins.
    Outcome redrive(MessageId message, Target target);

    /// Sends all parked deliveries of a message to the ends of their lanes.
    ///
    /// @return their targets; an empty list if none is parked; empty if the message is unknown
    Optional<List<Target>> redrive(MessageId message);

    /// Sends all selected deliveries to the ends of their lanes, oldest first. If a target is busy,
    /// deliveries that were not parked go first.
    Bulk redriveAll(Selection selection);

    /// Counts what [#redriveAll] would send again and leave. Changes nothing.
    Preview preview(Selection selection);

    /// Discards one parked delivery.
    Outcome discard(MessageId message, Target target);

    /// @param count the number of deliveries that were queued again
    /// @param left the number of selected deliveries that stay parked, by reason
    record Bulk(int count, Map<Left, Integer> left) {
        public Bulk {
            left = Map.copyOf(left);
        }
    }

    /// @param targets the number of deliveries to send again, by target
    /// @param left the number of selected deliveries that would stay parked, by reason
    /// @param oldest when the oldest message to send again was accepted; null if there is none
    record Preview(
            Map<Target, Integer> targets, Map<Left, Integer> left, @Nullable Instant oldest) {
        public Preview {
            targets = Map.copyOf(targets);
            left = Map.copyOf(left);
        }

        public int count() {
            return targets.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// Why a selected delivery stays parked.
    enum Left {
        /// Its sender was told of the refusal, and the selection does not include such deliveries.
        REFUSED,
        /// It was a probe, which has no recipient.
        PROBE,
        /// Another call sent or discarded it meanwhile.
        OVERTAKEN
    }

    enum Outcome {
        DONE,
        /// It is not parked, or not any more.
        NOT_PARKED,
        UNKNOWN
    }

    /// Selects parked deliveries. A null part matches everything.
    ///
    /// @param before matches only messages accepted before this time
    /// @param includeRefused whether to include those whose sender was told of the refusal
    record Selection(
            @Nullable Target target,
            @Nullable ConversationId conversation,
            @Nullable String reason,
            @Nullable Instant before,
            boolean includeRefused) {}
}
