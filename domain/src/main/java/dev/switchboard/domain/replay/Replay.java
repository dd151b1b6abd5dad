package dev.switchboard.domain.replay;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Delivery.Settled;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages of a conversation that an admin sends to one of its targets again.
///
/// @param id stands in the trace of each delivery that it sends again
/// @param until the last `seq` that it may send, fixed when it was accepted
/// @param next the `seq` from which another replay goes on; null if this one covers its request
/// @param result null until all of it is queued
public record Replay(
        String id,
        Request request,
        long until,
        @Nullable Long next,
        Instant at,
        @Nullable Result result) {

    /// The most messages that one replay looks at.
    public static final int LONGEST = 1000;

    public Replay {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The id of the replay that a caller requests with a key: the same for each repeat.
    public static String idOf(String caller, String key) {
        return "rpl_" + Sha256.ofRequest(caller, key);
    }

    public Replay done(Result all) {
        return new Replay(id, request, until, next, at, all);
    }

    /// Whether messages may still have to be queued.
    public boolean isOpen() {
        return result == null;
    }

    /// The messages to send again.
    public enum Choice {
        /// Only those that the target was owed and did not get.
        MISSING,
        /// All, with those that it got.
        ALL
    }

    /// @param from the first `seq`
    /// @param to the last `seq`; null for the newest message
    public record Request(
            ConversationId conversation, Target target, long from, @Nullable Long to, Choice what) {

        public Request {
            if (target.kind() == Target.Kind.CLIENTS) {
                // clients ask for what they miss when they return
                throw new InvalidValueException("target", Reason.NOT_ALLOWED, target.toString());
            }
            if (from < 1) {
                throw new InvalidValueException("from_seq", Reason.INVALID);
            }
            if (to != null && to < from) {
                throw new InvalidValueException("to_seq", Reason.INVALID);
            }
        }

        /// Whether people would get messages that they have.
        public boolean repeatsForUsers() {
            return what == Choice.ALL && target.kind() == Target.Kind.USER;
        }

        public Decision decide(Recorded recorded, Instant now) {
            if (recorded.message().content().isForAgents()) {
                return new Decision.Left(Skip.NOTES);
            }
            Optional<Delivery> owed = owed(recorded);
            if (owed.isEmpty()) {
                return new Decision.Left(Skip.NO_SUCH_TARGET);
            }
            if (recorded.message().content().isErased()) {
                return new Decision.Left(Skip.ERASED);
            }
            return switch (owed.get()) {
                case Pending _ -> new Decision.Left(Skip.WAITING);
                case Parked parked when parked.reason().equals(ParkReason.PROBE) ->
                        new Decision.Left(Skip.PROBE);
                case Delivery.Delivered _, Delivery.Answered _ when what == Choice.MISSING ->
                        new Decision.Left(Skip.DELIVERED);
                case Settled settled -> new Decision.Again(settled, settled.again(now));
            };
        }

        /// Returns the delivery of a message to the target.
        public Optional<Delivery> owed(Recorded recorded) {
            return recorded.deliveries().stream()
                    .filter(delivery -> delivery.target().equals(target))
                    .findFirst();
        }
    }

    /// The decision about one message.
    public sealed interface Decision {

        /// @param from the delivery as it is
        record Again(Settled from, Pending next) implements Decision {}

        record Left(Skip why) implements Decision {}
    }

    /// The reason for which a message is not sent again.
    public enum Skip {
        /// The target has it.
        DELIVERED,
        /// It is on its way to the target anyway.
        WAITING,
        /// It was never owed to the target.
        NO_SUCH_TARGET,
        /// It is for agents alone.
        NOTES,
        /// Its content was erased.
        ERASED,
        /// It was a probe, which has no recipient.
        PROBE,
        /// Something else happened to its delivery at that moment.
        OVERTAKEN
    }

    /// @param count the number of messages that were queued again
    /// @param skipped the number of the others, by reason
    public record Result(int count, Map<Skip, Integer> skipped) {
        public Result {
            skipped = Map.copyOf(skipped);
        }
    }
}
