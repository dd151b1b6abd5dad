package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records what platforms and desks report of messages that they took, under their conversations'
/// locks.
final class Receipts implements HearReceipts {

    /// A revision that no delivery has, so a step from it only extends the trace.
    private static final long NOBODYS = 0;

    private final History history;
    private final Journal journal;
    private final Conversations conversations;
    private final Lanes lanes;
    private final ConversationLocks locks;
    private final LiveEvents live;
    private final RelayTelemetry telemetry;
    private final Clock clock;

    Receipts(
            History history,
            Journal journal,
            Conversations conversations,
            Lanes lanes,
            ConversationLocks locks,
            LiveEvents live,
            RelayTelemetry telemetry,
            Clock clock) {
        this.history = history;
        this.journal = journal;
        this.conversations = conversations;
        this.lanes = lanes;
        this.locks = locks;
        this.live = live;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public void hearOf(List<Receipt> all) {
        for (Receipt receipt : all) {
            locks.withLock(receipt.conversation(), () -> hear(receipt, Target.Kind.USER));
        }
    }

    /// Records that an agent of an external desk read a user's message. The caller holds the
    /// conversation's lock.
    void readAtDesk(ConversationId conversation, MessageId message) {
        Receipt receipt = new Receipt(conversation, message, message.value(), State.READ, null);
        hear(receipt, Target.Kind.DESK);
    }

    private void hear(Receipt receipt, Target.Kind by) {
        // asked before the journal is read, where all calls that are not among these are settled
        Set<MessageId> called = receipt.failure() == null ? Set.of() : called(receipt, by);
        Recorded recorded = find(receipt).orElse(null);
        if (recorded == null ? !called.isEmpty() : called.contains(recorded.message().id())) {
            throw new StoreUnavailableException("The call that it reports on is not settled yet");
        }
        String detail = detail(receipt, by);
        if (recorded == null || wasHeard(recorded.message(), detail)) {
            return;
        }
        recorded.deliveries().stream()
                .filter(delivery -> delivery.target().kind() == by)
                .forEach(delivery -> note(recorded.message(), delivery, receipt, detail));
    }

    /// Returns the messages of the receipt's conversation for which a target is called now.
    private Set<MessageId> called(Receipt receipt, Target.Kind by) {
        ConversationId conversation = receipt.conversation();
        return conversations.find(conversation).stream()
                .flatMap(found -> found.targets().stream())
                .filter(target -> target.kind() == by)
                .flatMap(target ->
                        Stream.ofNullable(lanes.called(new LaneKey(conversation, target))))
                .collect(Collectors.toSet());
    }

    /// A receipt for a message of another conversation matches nothing.
    private Optional<Recorded> find(Receipt receipt) {
        return Optional.ofNullable(receipt.message())
                .or(() -> history.findByReceipt(receipt.conversation(), receipt.id()))
                .flatMap(history::find)
                .filter(found -> found.message().conversation().equals(receipt.conversation()));
    }

    /// Platforms repeat their receipts, also after the message was sent again.
    private boolean wasHeard(Message message, String detail) {
        return history.trace(message.id()).stream()
                .anyMatch(hop -> hop.attempt().detail().equals(detail));
    }

    private static String detail(Receipt receipt, Target.Kind by) {
        ParkReason failure = receipt.failure();
        return "the %s says %s%s of %s"
                .formatted(
                        by == Target.Kind.DESK ? "desk" : "platform",
                        receipt.state().name().toLowerCase(Locale.ROOT),
                        failure == null ? "" : " (" + failure + ")",
                        receipt.id());
    }

    private void note(Message message, Delivery delivery, Receipt receipt, String detail) {
        Instant now = clock.instant();
        ParkReason failure = receipt.failure();
        @Nullable Delivery next =
                switch (delivery) {
                    case Delivery.Delivered taken when failure != null ->
                            taken.refused(failure, now);
                    case Delivery.Delivered taken -> taken.answered(now);
                    case Delivery.Answered answered -> answered.answered(now);
                    case Delivery.Parked parked -> parked.answered(now);
                    case Delivery.Pending pending -> pending.answered(now);
                    case Delivery.Discarded _ -> null;
                };
        if (next == null) {
            return;
        }
        // a second failure only extends the trace, and so does a receipt for a delivery that is
        // pending: the call that it reports on is not the last, and the next has its own receipts
        boolean step =
                !(delivery instanceof Delivery.Pending)
                        && (failure == null || next instanceof Delivery.Parked);
        Outcome outcome = failure == null ? Outcome.ANSWERED : Outcome.REFUSED;
        Attempt attempt = Attempt.step(now, outcome, detail);
        long expected = step ? delivery.revision() : NOBODYS;
        Settled settled = settle(new Settlement(message, expected, next, attempt));
        if (settled instanceof Settled.Done && failure != null) {
            telemetry.parked(next.target(), message.id(), failure);
            if (message.author().party() == Party.AGENT) {
                live.publish(new Event.Reached(message, next));
            }
        }
    }

    private Settled settle(Settlement settlement) {
        try {
            return journal.settle(settlement).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }
}
