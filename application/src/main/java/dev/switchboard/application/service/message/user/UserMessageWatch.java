package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.OutcomeListener;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/// Watches users' messages on this node: tells their clients when one is slow, when it arrived
/// after all or was given up, and notices when nobody answers. All of it is best effort: after a
/// restart nothing is watched that was sent before.
public final class UserMessageWatch implements OutcomeListener {

    private final LiveEvents live;
    private final WatchSettings settings;
    private final Timer timer;
    private final Clock clock;
    private final Consumer<Message> whenOverdue;
    private final Set<MessageId> unsettled = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<ConversationId, MessageId> unanswered = new ConcurrentHashMap<>();

    /// @param whenOverdue what to do about a message that a bot took and did not answer; may block
    public UserMessageWatch(
            LiveEvents live,
            WatchSettings settings,
            Timer timer,
            Clock clock,
            Consumer<Message> whenOverdue) {
        this.live = live;
        this.settings = settings;
        this.timer = timer;
        this.clock = clock;
        this.whenOverdue = whenOverdue;
    }

    /// A user's message is about to be journaled. Must come before [#sent].
    void expect(MessageId message, Target target) {
        if (target.kind() == Target.Kind.DESK) {
            unsettled.add(message);
        }
    }

    /// It was not journaled after all.
    void forget(MessageId message) {
        unsettled.remove(message);
    }

    /// It was journaled, and may be settled already.
    void sent(Message message) {
        if (unsettled.contains(message.id())) {
            timer.at(clock.instant().plus(settings.notifyAfter()), () -> tellIfSlow(message));
        }
    }

    private void tellIfSlow(Message message) {
        if (unsettled.remove(message.id())) {
            live.publish(new Event.Slow(message));
        }
    }

    @Override
    public void settled(Owed owed, Delivery outcome, boolean callerWasTold) {
        Target target = owed.delivery().target();
        if (target.kind() != Target.Kind.BOT && target.kind() != Target.Kind.DESK) {
            return;
        }
        boolean unnoticed = unsettled.remove(owed.message().id());
        boolean arrived = outcome instanceof Delivery.Delivered;
        if (!callerWasTold && (target.kind() == Target.Kind.BOT || (unnoticed && !arrived))) {
            live.publish(new Event.Settled(owed.message(), outcome));
        }
        if (arrived && target.kind() == Target.Kind.BOT) {
            expectAnswer(owed.message());
        }
    }

    private void expectAnswer(Message message) {
        unanswered.put(message.conversation(), message.id());
        timer.at(clock.instant().plus(settings.answerTimeout()), () -> askIfOverdue(message));
    }

    private void askIfOverdue(Message message) {
        if (unanswered.remove(message.conversation(), message.id())) {
            whenOverdue.accept(message);
        }
    }

    /// Something came back in this conversation.
    void answered(ConversationId conversation) {
        unanswered.remove(conversation);
    }
}
