package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.Lanes.Progress;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The only way into the journal: stores a message, then hands it to its lanes.
public final class MessageRelay {

    private static final String NO_ROOM = "There is too little room for new messages";

    private final Journal journal;
    private final History history;
    private final Lanes lanes;
    private final ConversationLocks locks;
    private final RelayTelemetry telemetry;
    private final RecentlySent sent;
    private final LiveEvents live;
    private final BooleanSupplier shortOfRoom;

    /// @param live tells followers of a whole conversation of each message
    /// @param shortOfRoom whether the store has too little space for new messages
    MessageRelay(
            Journal journal,
            History history,
            Lanes lanes,
            ConversationLocks locks,
            RelayTelemetry telemetry,
            RecentlySent sent,
            LiveEvents live,
            BooleanSupplier shortOfRoom) {
        this.journal = journal;
        this.history = history;
        this.lanes = lanes;
        this.locks = locks;
        this.telemetry = telemetry;
        this.sent = sent;
        this.live = live;
        this.shortOfRoom = shortOfRoom;
    }

    /// The result of an append, and whether its lanes continue at once.
    public record Relayed(Appended appended, Progress progress) {}

    /// Stores the entry and has it delivered. While the store is short of space, only repeats of
    /// stored messages pass. The caller holds the conversation's lock.
    public Relayed relay(Entry entry) {
        return offer(entry, shortOfRoom.getAsBoolean() ? earlier(entry) : append(entry));
    }

    /// Like [#relay], for the hub's own messages, and regardless of space: they are small, and
    /// chats and handoffs need them to end. The caller holds the conversation's lock.
    public Relayed relayOwn(Entry entry) {
        return offer(entry, append(entry));
    }

    private Relayed offer(Entry entry, Appended appended) {
        Progress progress =
                switch (appended) {
                    case Appended.Stored(var message) -> offer(message, entry);
                    case Appended.Repeated _, Appended.KeyReused _ -> {
                        offerFound(appended);
                        yield Progress.MOVING;
                    }
                };
        telemetry.accepted(!(appended instanceof Appended.Stored), entry.at());
        return new Relayed(appended, progress);
    }

    private Appended earlier(Entry entry) {
        return Optional.ofNullable(entry.key())
                .flatMap(journal::recall)
                .orElseThrow(() -> new StoreUnavailableException(NO_ROOM));
    }

    private Appended append(Entry entry) {
        assert locks.held(entry.conversation());
        try {
            return journal.append(entry);
        } catch (StoreUnavailableException e) {
            lanes.doubt(
                    entry.conversation(),
                    entry.deliveries().stream().map(Delivery::target).toList());
            throw e;
        }
    }

    private Progress offer(Message message, Entry entry) {
        sent.remember(message, entry);
        live.publish(new Event.Appended(message, entry.deliveries()));
        Progress progress = Progress.MOVING;
        for (Delivery delivery : entry.deliveries()) {
            if (delivery instanceof Pending pending) {
                progress = lanes.offer(new Owed(message, pending));
            }
        }
        lanes.certain(entry.conversation());
        return progress;
    }

    /// Offers the message that a repeat found to its targets: the first append may have lost its
    /// reply, and then no lane knows of it. Costs one read of one message.
    private void offerFound(Appended found) {
        history.find(found.first()).ifPresent(this::offerFound);
    }

    private void offerFound(Recorded recorded) {
        live.publish(new Event.Found(recorded.message()));
        lanes.found(recorded);
    }

    /// Ends the delivery of a message that the target of this lane answered.
    public void stopSending(MessageId message, LaneKey lane, Instant answeredAt) {
        lanes.drop(message, lane, answeredAt);
    }

    /// Wakes a lane because the condition that it waits for may be met.
    public void wake(LaneKey lane) {
        lanes.wake(lane);
    }

    /// Returns the result of an earlier request with this key, without a write, for a repeat. If no
    /// lane knew of its message yet, it is delivered at once.
    public Optional<Appended> recall(IdempotencyKey key) {
        Optional<Appended> earlier = journal.recall(key);
        earlier.ifPresent(this::offerFound);
        return earlier;
    }

    /// Whether this is the conversation's last message.
    public boolean isNewest(ConversationId conversation, MessageId message) {
        return history.find(message)
                .map(found -> history.messages(conversation, found.message().seq(), 1).isEmpty())
                .orElse(false);
    }

    /// Returns the message that was journaled with this key, for a message that refers to it.
    public Optional<MessageId> find(IdempotencyKey key) {
        return journal.recall(key).map(Appended::first);
    }

    public void rememberAnswer(IdempotencyKey key, String answer) {
        journal.rememberAnswer(key.scope(), key.key(), answer);
    }
}
