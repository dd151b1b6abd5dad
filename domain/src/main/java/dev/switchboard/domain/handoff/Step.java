package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One step of a handoff.
///
/// @param by the agent who made it, or null
/// @param order the command that asked for it, or null
/// @param note the agent's note for the next agent, or the cause of the step; may be empty
/// @param left the segment that the step ended; null if it ended none, and in records from before
///   this was kept
public record Step(
        Kind kind,
        Instant at,
        @Nullable AgentId by,
        @Nullable Order order,
        String note,
        @Nullable HandoffSegment left) {

    public enum Kind {
        ASKED(true),
        OFFERED(false),
        /// The agent declined, did not answer in time or is gone.
        PASSED_OVER(false),
        JOINED(true),
        /// Its tags changed, and nothing else.
        TAGGED(true),
        /// The lease was not renewed, or its agent is gone.
        LAPSED(true),
        TRANSFERRED(true),
        /// A supervisor took it over.
        TAKEN(true),
        /// A supervisor changed its priority, and nothing else.
        PRIORITISED(true),
        /// A supervisor sent it to an agent, a queue or the bot.
        ASSIGNED(true),
        ENDED(true),
        CUSTOMER_LEFT(true);

        private final boolean recorded;

        Kind(boolean recorded) {
            this.recorded = recorded;
        }

        /// Whether all of it is about how agents judge a customer.
        public boolean isJudgement() {
            return this == TAGGED || this == PRIORITISED;
        }

        /// Whether the conversation gets a system message about the step.
        public boolean recorded() {
            return recorded;
        }
    }

    /// Identifies repeats of a command.
    ///
    /// @param id chosen by its sender, 1-200 characters
    /// @param fingerprint a hash of the command
    public record Order(String id, String fingerprint) {}

    public Step(Kind kind, Instant at, @Nullable AgentId by, @Nullable Order order, String note) {
        this(kind, at, by, order, note, null);
    }

    Step leaving(HandoffSegment segment) {
        return new Step(kind, at, by, order, note, segment);
    }

    Step erased() {
        return new Step(kind, at, by, order, "", left);
    }

    boolean isSameAs(Step other) {
        return kind == other.kind
                && at.toEpochMilli() == other.at.toEpochMilli()
                && Objects.equals(by, other.by)
                && Objects.equals(order, other.order);
    }

    static Step at(Instant at, Kind kind) {
        return new Step(kind, at, null, null, "");
    }

    public static Step by(AgentId agent, Instant at, Kind kind, String note) {
        return new Step(kind, at, agent, null, note);
    }
}
