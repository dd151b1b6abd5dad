package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.message.Journal.Redriven.NotParked;
import dev.switchboard.application.port.out.message.Journal.Redriven.Queued;
import dev.switchboard.application.port.out.message.Journal.Redriven.Unknown;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoOperations;

/// Sends a parked delivery to the end of its lane.
final class Redriving {

    private Redriving() {}

    static Redriven redrive(MongoOperations mongo, MessageId id, Target target, Instant now) {
        Answers.finish(mongo, List.of(id.value()));
        MessageDocument document =
                mongo.findOne(Messages.withId(id), MessageDocument.class, JOURNAL);
        Optional<DeliveryDocument> delivery =
                document == null ? Optional.empty() : document.deliveryTo(target.toString());
        if (document == null || delivery.isEmpty()) {
            return new Unknown();
        }
        return switch (delivery.get().toDelivery()) {
            case Parked parked -> redrive(mongo, document.toMessage(), parked, now);
            default -> new NotParked();
        };
    }

    private static Redriven redrive(
            MongoOperations mongo, Message message, Parked parked, Instant now) {
        Pending next = parked.redrive(now);
        long position = behindAll(mongo, new LaneKey(message.conversation(), parked.target()));
        Attempt step = Attempt.step(now, Outcome.REDRIVEN, "");
        return DeliverySteps.take(
                        mongo, new Settlement(message, parked.revision(), next, step), position)
                ? new Queued(message, next)
                : new NotParked();
    }

    /// Behind what is pending in the lane, and behind the conversation's newest message.
    private static long behindAll(MongoOperations mongo, LaneKey lane) {
        HeadDocument head = requireNonNull(Messages.newest(mongo, lane.conversation()));
        long behindNewest = DeliveryDocument.positionOf(head.seq());
        return Math.max(behindNewest, LanePage.lastPosition(mongo, lane)) + 1;
    }
}
