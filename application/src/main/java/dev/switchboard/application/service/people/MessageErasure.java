package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.message.user.ReplyParts;
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

/// Erases what was said in a conversation, with the files that were sent in it.
final class MessageErasure {

    private static final int PAGE = 100;

    /// Who has to hear that the user is gone or back, though all that was said is erased.
    private static final Set<Target.Kind> TOLD = Set.of(Target.Kind.DESK, Target.Kind.BOT);

    private final History history;
    private final Eraser eraser;
    private final MediaFiles files;
    private final SentFiles sent;
    private final Lanes lanes;
    private final ConversationLocks locks;
    private final ReplyParts parts;
    private final Clock clock;

    MessageErasure(
            History history,
            Eraser eraser,
            MediaFiles files,
            Lanes lanes,
            ConversationLocks locks,
            ReplyParts parts,
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

    /// What a look at a conversation found.
    ///
    /// @param messages how many are erased, by whichever look
    /// @param deliveries how many of their deliveries were ended for it
    /// @param files how many went now
    /// @param left how many were whole until now, or are yet
    record Found(long messages, long deliveries, long files, long left) {

        static final Found NOTHING = new Found(0, 0, 0, 0);

        Found plus(Found more) {
            return new Found(
                    messages + more.messages,
                    deliveries + more.deliveries,
                    files + more.files,
                    left + more.left);
        }
    }

    /// Goes through all of a conversation, and lets others say something in it in between.
    Found erase(ConversationId conversation) {
        locks.withLock(conversation, () -> parts.forget(conversation));
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

    /// The files go before the words that name them: a crash in between costs nothing.
    private Look look(ConversationId conversation, long after) {
        List<Recorded> page = history.messages(conversation, after, PAGE);
        List<Recorded> due = page.stream().filter(MessageErasure::isDue).toList();
        long gone = 0;
        if (!due.isEmpty()) {
            List<MediaFile> named =
                    due.stream().flatMap(recorded -> sent.in(recorded.message())).toList();
            named.forEach(file -> files.forget(file.id()));
            gone = named.size();
            eraser.erase(due.stream().map(Recorded::message).toList(), clock.instant());
            due.forEach(this::drop);
        }
        long waiting = page.stream().filter(MessageErasure::waits).count();
        long ended = page.stream().mapToLong(MessageErasure::ended).sum();
        return new Look(
                new Found(page.size() - waiting, ended, gone, due.size() + waiting),
                page.isEmpty() ? after : page.getLast().message().seq(),
                page.size() == PAGE);
    }

    /// How many deliveries were ended, or are by now.
    private static long ended(Recorded recorded) {
        return recorded.deliveries().stream()
                .filter(delivery ->
                        switch (delivery) {
                            case Discarded(_, _, _, var why, _) -> why.equals(ParkReason.ERASED);
                            default -> isDue(recorded) && delivery.isOpen();
                        })
                .count();
    }

    /// A lane may have it at hand, with its words.
    private void drop(Recorded recorded) {
        Message message = recorded.message();
        recorded.deliveries().stream()
                .filter(Delivery::isOpen)
                .map(delivery -> new LaneKey(message.conversation(), delivery.target()))
                .forEach(lane -> lanes.drop(message.id(), lane));
    }

    private static boolean isDue(Recorded recorded) {
        boolean isWhole = !recorded.message().content().isErased();
        boolean isOpen = recorded.deliveries().stream().anyMatch(Delivery::isOpen);
        return (isWhole || isOpen) && !waits(recorded);
    }

    /// The hub's own word to a desk or bot goes out first, however long that takes.
    private static boolean waits(Recorded recorded) {
        return recorded.message().author().party() == Party.SYSTEM
                && !recorded.message().content().isErased()
                && recorded.deliveries().stream()
                        .filter(Delivery.Pending.class::isInstance)
                        .anyMatch(delivery -> TOLD.contains(delivery.target().kind()));
    }
}
