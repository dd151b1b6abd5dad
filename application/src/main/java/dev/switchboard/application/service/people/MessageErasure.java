package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.EraseConversations.Found;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Erases the messages of a conversation, and the files that were sent in it.
final class MessageErasure {

    private static final int PAGE = 100;

    /// The kinds of targets that must be told that the user has left or is back, even if all
    /// messages are erased.
    private static final Set<Target.Kind> TOLD = Set.of(Target.Kind.DESK, Target.Kind.BOT);

    private final History history;
    private final Eraser eraser;
    private final MediaFiles files;
    private final SentFiles sent;
    private final Lanes lanes;
    private final ConversationLocks locks;
    private final Consumer<ConversationId> parts;
    private final Clock clock;

    /// @param parts removes the waiting parts of answers of a conversation
    MessageErasure(
            History history,
            Eraser eraser,
            MediaFiles files,
            Lanes lanes,
            ConversationLocks locks,
            Consumer<ConversationId> parts,
            Clock clock) {
        this.history = history;
        this.eraser = eraser;
        this.files = files;
        this.sent = new SentFiles(files);
        this.lanes = lanes;
        this.locks = locks;
        this.parts = parts;
        this.clock = clock;
    }

    /// Walks the whole conversation; others may write to it in between.
    Found erase(ConversationId conversation) {
        locks.withLock(conversation, () -> parts.accept(conversation));
        Found all = Found.NOTHING;
        long last = 0;
        Look look;
        do {
            long after = last;
            look = locks.withLock(conversation, () -> look(conversation, after));
            all = all.plus(look.found());
            last = look.last();
        } while (look.more());
        return all;
    }

    private record Look(Found found, long last, boolean more) {}

    /// Files are removed before the messages that name them, so a crash in between loses no name.
    private Look look(ConversationId conversation, long after) {
        List<Recorded> page = history.messages(conversation, after, PAGE);
        List<Recorded> due = page.stream().filter(MessageErasure::isDue).toList();
        long gone = 0;
        if (!due.isEmpty()) {
            List<MediaFile> named =
                    due.stream().flatMap(recorded -> sent.in(recorded.message())).toList();
            named.forEach(file -> files.forget(file.id()));
            gone = named.size();
            erase(conversation, due);
        }
        long waiting = page.stream().filter(MessageErasure::waits).count();
        long ended = page.stream().mapToLong(MessageErasure::ended).sum();
        return new Look(
                new Found(page.size() - waiting, ended, gone, due.size() + waiting),
                page.isEmpty() ? after : page.getLast().message().seq(),
                page.size() == PAGE);
    }

    /// An erasure without a reply may have taken effect, and the next one would find nothing due.
    /// So the lanes drop the messages in any case, and see in the journal which ones are still
    /// owed.
    private void erase(ConversationId conversation, List<Recorded> due) {
        try {
            eraser.erase(due.stream().map(Recorded::message).toList(), clock.instant());
        } catch (StoreUnavailableException e) {
            lanes.doubt(
                    conversation,
                    due.stream()
                            .flatMap(recorded -> recorded.deliveries().stream())
                            .filter(Delivery::isOpen)
                            .map(Delivery::target)
                            .toList());
            throw e;
        } finally {
            due.forEach(this::drop);
        }
    }

    /// Counts the deliveries that this erasure ends or has ended.
    private static long ended(Recorded recorded) {
        return recorded.deliveries().stream()
                .filter(delivery ->
                        switch (delivery) {
                            case Discarded(_, _, _, var why, _) -> why.equals(ParkReason.ERASED);
                            default -> isDue(recorded) && delivery.isOpen();
                        })
                .count();
    }

    /// A lane may hold the message with its content.
    private void drop(Recorded recorded) {
        Message message = recorded.message();
        recorded.deliveries().stream()
                .filter(Delivery::isOpen)
                .map(delivery -> new LaneKey(message.conversation(), delivery.target()))
                .forEach(lane -> lanes.drop(message.id(), lane, null));
    }

    private static boolean isDue(Recorded recorded) {
        boolean isWhole = !recorded.message().content().isErased();
        boolean isOpen = recorded.deliveries().stream().anyMatch(Delivery::isOpen);
        return (isWhole || isOpen) && !waits(recorded);
    }

    /// The hub's own notice to a desk or bot is sent first, however long that takes.
    private static boolean waits(Recorded recorded) {
        return recorded.message().author().party() == Party.SYSTEM
                && !recorded.message().content().isErased()
                && recorded.deliveries().stream()
                        .filter(Delivery.Pending.class::isInstance)
                        .anyMatch(delivery -> TOLD.contains(delivery.target().kind()));
    }
}
