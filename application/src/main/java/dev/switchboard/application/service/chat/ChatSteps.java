package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.Chats.Changed;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.handoff.Asking;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Way;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the steps of chats, in their conversation's turn: the store's compare-and-set first, then
/// what the step brings with it. What comes after the end is done again by a sweep until all of it
/// is done, and does nothing twice: the desk lets go, and the user goes back to the bot behind the
/// last message.
public final class ChatSteps {

    private static final Logger log = LoggerFactory.getLogger(ChatSteps.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Chats chats;
    private final Asking asking;
    private final ChatRecord record;
    private final MessageRelay relay;
    private final Backlog backlog;
    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    public ChatSteps(
            Chats chats,
            Asking asking,
            ChatRecord record,
            MessageRelay relay,
            Backlog backlog,
            Timer timer,
            Executor workers,
            Clock clock) {
        this.chats = chats;
        this.asking = asking;
        this.record = record;
        this.relay = relay;
        this.backlog = backlog;
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
    }

    /// @return whether it stands; otherwise somebody else was quicker
    boolean take(Chat before, Chat next) {
        if (chats.change(before.version(), next) instanceof Changed.Overtaken) {
            log.info("Chat {} was overtaken", before.id());
            return false;
        }
        log.info("Chat {} is {}", next.id(), next.state());
        return true;
    }

    boolean end(Chat live, EndReason why) {
        Optional<Chat> over = live.end(why, clock.instant());
        if (over.isEmpty() || !take(live, over.get())) {
            return false;
        }
        finish(over.get());
        return true;
    }

    /// Does what the end of a chat brings with it, as far as it is time for it.
    void finish(Chat over) {
        finish(over, SOON);
    }

    private void finish(Chat over, Duration pause) {
        boolean isNewest = chats.newest(over.conversation(), 1).getFirst().id().equals(over.id());
        if (isNewest) {
            asking.leave(over.conversation());
        }
        Way way = Objects.requireNonNull(over.reason()).back();
        if (isNewest && way != Way.NONE) {
            Instant now = clock.instant();
            Instant due = due(over, way);
            if (now.isBefore(due)) {
                lookAt(due, over, pause);
                return;
            }
            if (isSpokenTo(over)) {
                lookAt(now.plus(pause), over, pause.multipliedBy(2));
                return;
            }
            record.returned(over, way);
        }
        chats.finish(over);
    }

    private Instant due(Chat over, Way way) {
        Instant ended = Objects.requireNonNull(over.times().endedAt());
        return way == Way.TIMEOUT
                ? ended.plus(record.rules(over.conversation()).returnDelay())
                : ended;
    }

    /// Whether something that was said to the user is still on its way.
    private boolean isSpokenTo(Chat over) {
        ConversationId conversation = over.conversation();
        LaneKey lane =
                new LaneKey(conversation, ChatRecord.user(conversation, over.request().provider()));
        return !backlog.pending(lane, 1).isEmpty();
    }

    private void lookAt(Instant when, Chat over, Duration pause) {
        Duration next = pause.compareTo(AT_MOST) > 0 ? AT_MOST : pause;
        timer.at(when, () -> workers.execute(() -> lookAgain(over, next)));
    }

    private void lookAgain(Chat over, Duration pause) {
        try {
            relay.together(
                    over.conversation(),
                    () -> {
                        finish(over, pause);
                        return over;
                    });
        } catch (StoreUnavailableException e) {
            log.warn("What the end of chat {} brings waits: {}", over.id(), e.getMessage());
        }
    }
}
