package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parked deliveries are sent again or given up for good (promise D14).
public interface RedriveDeliveries {

    /// Sends one parked delivery to the end of its lane. Of several callers at once, one wins.
    Outcome redrive(MessageId message, Target target);

    /// Sends whatever of a message is parked to the ends of their lanes.
    ///
    /// @return where it goes; nothing if none is parked; empty if the message is unknown
    Optional<List<Target>> redrive(MessageId message);

    /// Sends all that fit to the ends of their lanes, oldest first. Where a target is busy,
    /// whatever was not parked before goes first.
    Bulk redriveAll(Selection selection);

    /// Gives one parked delivery up for good.
    Outcome discard(MessageId message, Target target);

    /// @param count how many are on their way
    /// @param left how many of those that were asked for stayed where they are, and why
    record Bulk(int count, Map<Left, Integer> left) {
        public Bulk {
            left = Map.copyOf(left);
        }
    }

    /// Why one stayed where it is.
    enum Left {
        /// Its sender was told of the refusal, and nobody asked to include such.
        REFUSED,
        /// It was a probe, for nobody.
        PROBE,
        /// Somebody else sent it again or gave it up meanwhile.
        OVERTAKEN
    }

    enum Outcome {
        DONE,
        /// It is not parked, or no longer.
        NOT_PARKED,
        UNKNOWN
    }

    /// Which parked deliveries; a null part does not restrict.
    ///
    /// @param before of messages accepted before
    /// @param includeRefused whether to take those whose sender was told of the refusal
    record Selection(
            @Nullable Target target,
            @Nullable ConversationId conversation,
            @Nullable String reason,
            @Nullable Instant before,
            boolean includeRefused) {}
}
