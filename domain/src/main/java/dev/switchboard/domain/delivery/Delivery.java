package dev.switchboard.domain.delivery;

import java.time.Instant;

/// One message owed to one target. What may happen next is which methods the state has:
///
/// ```text
///              ┌──── retry ───┐
///              ▼              │
///  owed ──▶ Pending ──────────┴──▶ Delivered ──▶ Answered
///            ▲   └──▶ Parked ◀────┴───────────────▲
///            └─redrive─┘  └──▶ Discarded
/// ```
///
/// Each step raises the `revision`, so a store can tell a step that was overtaken from one that was
/// not.
public sealed interface Delivery {

    Target target();

    /// Counts the steps of this delivery, from 1.
    long revision();

    /// How many times the target was called.
    int attempts();

    /// A new delivery, due at once.
    static Pending owed(Target target, Instant now) {
        return new Pending(target, 1, 0, now, now);
    }

    /// What it was to bring is gone: it never goes out.
    ///
    /// @param open pending or parked
    static Discarded erased(Delivery open, Instant now) {
        return new Discarded(
                open.target(), open.revision() + 1, open.attempts(), ParkReason.ERASED, now);
    }

    /// Whether it may still go out.
    default boolean isOpen() {
        return this instanceof Pending || this instanceof Parked;
    }

    /// Waits for its turn or its next attempt.
    ///
    /// @param since from when on its age counts: accepted, or re-driven
    /// @param dueAt not to be tried before
    record Pending(Target target, long revision, int attempts, Instant since, Instant dueAt)
            implements Delivery {

        public boolean dueAt(Instant now) {
            return !now.isBefore(dueAt);
        }

        public Delivered delivered(Instant now) {
            return new Delivered(target, revision + 1, attempts + 1, now);
        }

        /// An answer came in while or before the target's own reply did: it has the message.
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

    /// The target took it.
    record Delivered(Target target, long revision, int attempts, Instant deliveredAt)
            implements Delivery {

        /// It had the message when it answered, also if its own reply took longer.
        public Answered answered(Instant now) {
            Instant taken = deliveredAt.isBefore(now) ? deliveredAt : now;
            return new Answered(target, revision + 1, attempts, taken, now);
        }

        /// The target says later that it could do nothing with it.
        public Parked refused(ParkReason reason, Instant now) {
            return new Parked(target, revision + 1, attempts, reason, now);
        }
    }

    /// The target took it and answered.
    record Answered(
            Target target, long revision, int attempts, Instant deliveredAt, Instant answeredAt)
            implements Delivery {

        /// It says more.
        public Answered answered(Instant now) {
            return new Answered(target, revision + 1, attempts, deliveredAt, now);
        }
    }

    /// Given up for now; listed, and re-drivable.
    record Parked(Target target, long revision, int attempts, ParkReason reason, Instant parkedAt)
            implements Delivery {

        /// Back to the end of its lane. Its age and its retries begin anew; its calls are counted
        /// on.
        public Pending redrive(Instant now) {
            return new Pending(target, revision + 1, attempts, now, now);
        }

        /// A late answer proves that the target was called and had it after all.
        public Answered answered(Instant now) {
            return new Answered(target, revision + 1, Math.max(attempts, 1), now, now);
        }

        /// A client that returned took it after all.
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
            implements Delivery {}
}
