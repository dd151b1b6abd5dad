package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Parked deliveries are sent again or given up for good (promise D14).
public interface MendDeliveries {

    /// Sends one parked delivery to the end of its lane. Of several callers at once, one wins.
    Outcome redrive(MessageId message, Target target);

    /// Sends all that fit to the ends of their lanes, oldest first. Where a target is busy,
    /// whatever was not parked before goes first.
    ///
    /// @return how many those were
    int redriveAll(Selection selection);

    /// Gives one parked delivery up for good.
    Outcome discard(MessageId message, Target target);

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
