package dev.switchboard.domain.delivery;

import java.time.Instant;
import java.util.Optional;

/// One message owed to one target. The methods of each state are the steps that may follow:
///
/// ```text
///              ┌──── retry ───┐
///              ▼              │
///  owed ──▶ Pending ──────────┴──▶ Delivered ──▶ Answered
///            ▲   └──▶ Parked ◀────┴───────────────▲
///            └─redrive─┘  └──▶ Discarded
///
///  Delivered, Answered, Parked, Discarded ── again ──▶ Pending
/// ```
///
/// Each step raises the `revision`, so a store can detect a stale step.
public sealed interface Delivery {

    Target target();

    /// Counts the steps of this delivery, from 1.
    long revision();

    /// The number of calls of the target.
    int attempts();

    /// A new delivery, due at once.
    static Pending owed(Target target, Instant now) {
        return new Pending(target, 1, 0, now, now);
    }

    /// The message was erased: the delivery never goes out.
    ///
    /// @param open a pending or parked delivery
    static Discarded erased(Delivery open, Instant now) {
        return new Discarded(
                open.target(), open.revision() + 1, open.attempts(), ParkReason.ERASED, now);
    }

    /// The time of its last step; retries are none.
    default Instant movedAt() {
        return switch (this) {
            case Pending pending -> pending.since();
            case Delivered delivered -> delivered.deliveredAt();
            case Answered answered -> answered.deliveredAt();
            case Parked parked -> parked.parkedAt();
            case Discarded discarded -> discarded.discardedAt();
        };
    }

    /// Whether it may still go out.
    default boolean isOpen() {
        return this instanceof Pending || this instanceof Parked;
    }

    /// Whether its message is kept however old it is. Waiting for live clients keeps none, or each
    /// customer who never returns would leave an answer for ever.
    default boolean keepsItsMessage() {
        return switch (this) {
            case Pending _ -> !target().equals(Target.LIVE_CLIENTS);
            case Parked _ -> true;
            case Delivered _, Answered _, Discarded _ -> false;
        };
    }

    /// The step of a delivery whose target has the message, whatever became of the delivery since
    /// the target was called; empty if nothing is owed any more.
    default Optional<Delivered> taken(Instant now) {
        return switch (this) {
            case Pending pending -> Optional.of(pending.delivered(now));
            case Parked parked -> Optional.of(parked.delivered(now));
            case Delivered _, Answered _, Discarded _ -> Optional.empty();
        };
    }

    /// Waits for its turn or its next attempt.
    ///
    /// @param since when its age starts: its acceptance or its last re-drive
    /// @param dueAt the earliest time of the next attempt; see [RetryPolicy#isDue]
    record Pending(Target target, long revision, int attempts, Instant since, Instant dueAt)
            implements Delivery {

        public Delivered delivered(Instant now) {
            return new Delivered(target, revision + 1, attempts + 1, now);
        }

        /// An answer arrived before or together with the target's own reply: the target has the
        /// message.
        public Answered answered(Instant now) {
            return new Answered(target, revision + 1, Math.max(attempts, 1), now, now);
        }

        public Pending retryAt(Instant due) {
            return new Pending(target, revision + 1, attempts + 1, since, due);
        }

        /// Given up after the target was called.
        public Parked giveUp(ParkReason reason, Instant now) {
            return new Parked(target, revision + 1, attempts + 1, reason, now);
        }

        /// Put aside without calling the target.
        public Parked park(ParkReason reason, Instant now) {
            return new Parked(target, revision + 1, attempts, reason, now);
        }
    }

    /// Does not go out by itself.
    sealed interface Settled extends Delivery {

        /// Moves it to the end of its lane, whether or not the target has the message. Age and
        /// retries start over; the count of calls goes on.
        default Pending again(Instant now) {
            return new Pending(target(), revision() + 1, attempts(), now, now);
        }
    }

    /// The target took it.
    record Delivered(Target target, long revision, int attempts, Instant deliveredAt)
            implements Settled {

        /// The target had the message when it answered, even if its own reply took longer.
        public Answered answered(Instant now) {
            Instant taken = deliveredAt.isBefore(now) ? deliveredAt : now;
            return new Answered(target, revision + 1, attempts, taken, now);
        }

        /// The target reports later that it could do nothing with the message.
        public Parked refused(ParkReason reason, Instant now) {
            return new Parked(target, revision + 1, attempts, reason, now);
        }
    }

    /// The target took it and answered.
    record Answered(
            Target target, long revision, int attempts, Instant deliveredAt, Instant answeredAt)
            implements Settled {

        /// The target answers again.
        public Answered answered(Instant now) {
            return new Answered(target, revision + 1, attempts, deliveredAt, now);
        }
    }

    /// Given up for now; listed and re-drivable.
    record Parked(Target target, long revision, int attempts, ParkReason reason, Instant parkedAt)
            implements Settled {

        public Pending redrive(Instant now) {
            return again(now);
        }

        /// A late answer proves that the target had the message after all.
        public Answered answered(Instant now) {
            return new Answered(target, revision + 1, Math.max(attempts, 1), now, now);
        }

        /// The target has the message after all: a client that returned took it, or it was parked
        /// during its call.
        public Delivered delivered(Instant now) {
            return new Delivered(target, revision + 1, attempts + 1, now);
        }

        public Discarded discard(Instant now) {
            return new Discarded(target, revision + 1, attempts, reason, now);
        }
    }

    /// Given up for good by an admin or by age.
    record Discarded(
            Target target, long revision, int attempts, ParkReason reason, Instant discardedAt)
            implements Settled {}
}
