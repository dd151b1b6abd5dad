package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.cluster.SentAs;
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

    /// Applies a remedy to all selected deliveries, oldest first: they go to the ends of their
    /// lanes or are discarded. If a target is busy, deliveries that were not parked go first. A
    /// repeat finds no more of them.
    @SentAs("mendAll")
    Bulk applyToAll(Selection selection, Remedy remedy);

    /// Counts what [#applyToAll] would change and leave. Changes nothing.
    Preview preview(Selection selection, Remedy remedy);

    /// Discards one parked delivery.
    Outcome discard(MessageId message, Target target);

    /// An action on a parked delivery.
    enum Remedy {
        /// It is sent again.
        REDRIVE,
        /// It is given up for good.
        DISCARD
    }

    /// @param count the number of deliveries that were sent again or discarded
    /// @param left the number of selected deliveries that stay parked, by reason
    record Bulk(int count, Map<Left, Integer> left) {
        public Bulk {
            left = Map.copyOf(left);
        }
    }

    /// @param targets the number of deliveries to send again or discard, by target
    /// @param left the number of selected deliveries that would stay parked, by reason
    /// @param oldest when the oldest message of them was accepted; null if there is none
    /// @param at the [Selection#counted] of a call that is to change nothing that was parked later
    record Preview(
            Map<Target, Integer> targets,
            Map<Left, Integer> left,
            @Nullable Instant oldest,
            Instant at) {
        public Preview {
            targets = Map.copyOf(targets);
            left = Map.copyOf(left);
        }

        public int count() {
            return targets.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// The reason for which a selected delivery stays parked.
    enum Left {
        /// Its sender was told of the refusal, and the selection does not include such deliveries.
        REFUSED,
        /// It was a probe, which has no recipient. It can only be discarded.
        PROBE,
        /// It was parked after the selection was counted.
        LATER,
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
    /// @param counted leaves out what was parked after this time
    /// @param chosen these deliveries and no others; empty for all that match the other parts
    record Selection(
            @Nullable Target target,
            @Nullable ConversationId conversation,
            @Nullable String reason,
            @Nullable Instant before,
            boolean includeRefused,
            @Nullable Instant counted,
            List<Chosen> chosen) {

        public Selection {
            chosen = chosen.stream().distinct().toList();
        }

        public Selection(
                @Nullable Target target,
                @Nullable ConversationId conversation,
                @Nullable String reason,
                @Nullable Instant before,
                boolean includeRefused) {
            this(target, conversation, reason, before, includeRefused, null, List.of());
        }

        /// Selects single deliveries. Who chooses a refused one means it.
        public static Selection of(List<Chosen> chosen) {
            return new Selection(null, null, null, null, true, null, chosen);
        }

        /// The same without what was parked after it was counted.
        public Selection asCounted(Instant at) {
            return new Selection(target, conversation, reason, before, includeRefused, at, chosen);
        }
    }

    /// One delivery that was chosen by itself.
    record Chosen(MessageId message, Target target) {}
}
