package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.OutcomeListener;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches users' messages on this hub: tells their clients when one is slow and when it arrived
/// late or was given up, and notices when no answer comes. All of this is best effort: after a
/// restart, earlier messages are not watched.
final class UserMessageWatch implements OutcomeListener {

    private static final Upstream.Waits NOTHING = new Upstream.Waits(null, null, null, null);

    private final LiveEvents live;
    private final List<Upstream> upstreams;
    private final Timer timer;
    private final Clock clock;
    private final Consumer<Message> whenOverdue;
    private final ConcurrentMap<MessageId, Duration> unsettled = new ConcurrentHashMap<>();

    /// The questions without an answer, by conversation: those that a bot is being called for, and
    /// those that it took. The inner maps are seen and changed only within the outer one's
    /// `compute`.
    private final ConcurrentMap<ConversationId, Map<MessageId, Asked>> unanswered =
            new ConcurrentHashMap<>();

    private enum Asked {
        CALLED,
        TAKEN
    }

    /// @param whenOverdue handles a message that a bot took and did not answer; may block
    UserMessageWatch(
            LiveEvents live,
            List<Upstream> upstreams,
            Timer timer,
            Clock clock,
            Consumer<Message> whenOverdue) {
        this.live = live;
        this.upstreams = List.copyOf(upstreams);
        this.timer = timer;
        this.clock = clock;
        this.whenOverdue = whenOverdue;
    }

    /// Starts to watch a message that is about to be journaled. Must come before [#sent].
    void expect(MessageId message, Target target) {
        Duration slowAfter = waits(target).slowAfter();
        if (slowAfter != null) {
            unsettled.put(message, slowAfter);
        }
    }

    private Upstream.Waits waits(Target target) {
        return Upstream.owner(upstreams, target).map(Upstream::waits).orElse(NOTHING);
    }

    /// Stops watching a message that was not journaled.
    void forget(MessageId message) {
        unsettled.remove(message);
    }

    /// Records that the message was journaled; it may be settled already.
    void sent(Message message) {
        Duration slowAfter = unsettled.get(message.id());
        if (slowAfter != null) {
            timer.at(clock.instant().plus(slowAfter), () -> tellIfSlow(message));
        }
    }

    private void tellIfSlow(Message message) {
        if (unsettled.remove(message.id()) != null) {
            live.publish(new Event.Slow(message));
        }
    }

    @Override
    public void settled(Owed owed, Delivery outcome, boolean callerWasTold) {
        Target target = owed.delivery().target();
        if (target.kind() == Target.Kind.USER && owed.message().author().party() == Party.AGENT) {
            live.publish(new Event.Reached(owed.message(), outcome));
        }
        boolean watched = target.kind() == Target.Kind.BOT || target.kind() == Target.Kind.DESK;
        if (!watched || outcome instanceof Delivery.Pending) {
            return;
        }
        boolean unnoticed = unsettled.remove(owed.message().id()) != null;
        boolean arrived =
                outcome instanceof Delivery.Delivered || outcome instanceof Delivery.Answered;
        if (!callerWasTold && (target.kind() == Target.Kind.BOT || (unnoticed && !arrived))) {
            live.publish(new Event.Settled(owed.message(), outcome));
        }
    }

    /// Records that the target is about to be called: an answer may come before the call returns.
    /// [#returned] follows.
    void calls(Message message, Target target) {
        if (answerWithin(target) != null) {
            unanswered.compute(
                    message.conversation(),
                    (_, known) -> {
                        Map<MessageId, Asked> asked = known == null ? new HashMap<>() : known;
                        asked.put(message.id(), Asked.CALLED);
                        return asked;
                    });
        }
    }

    private static @Nullable Map<MessageId, Asked> without(
            Map<MessageId, Asked> asked, MessageId message) {
        asked.remove(message);
        return asked.isEmpty() ? null : asked;
    }

    /// Records the end of a call. If the target took the message, an answer is expected, unless it
    /// came meanwhile.
    void returned(Message message, Target target, boolean taken) {
        Duration within = answerWithin(target);
        if (within == null) {
            return;
        }
        AtomicBoolean expected = new AtomicBoolean();
        unanswered.computeIfPresent(
                message.conversation(),
                (_, asked) -> {
                    expected.set(taken && asked.replace(message.id(), Asked.TAKEN) != null);
                    return expected.get() ? asked : without(asked, message.id());
                });
        if (expected.get()) {
            timer.at(clock.instant().plus(within), () -> askIfOverdue(message));
        }
    }

    private @Nullable Duration answerWithin(Target target) {
        return switch (target.kind()) {
            case BOT, DESK -> waits(target).answerWithin();
            case CHANNEL, SESSIONS, USER, CLIENTS -> null;
        };
    }

    private void askIfOverdue(Message message) {
        AtomicBoolean overdue = new AtomicBoolean();
        unanswered.computeIfPresent(
                message.conversation(),
                (_, asked) -> {
                    overdue.set(asked.get(message.id()) == Asked.TAKEN);
                    return overdue.get() ? without(asked, message.id()) : asked;
                });
        if (overdue.get()) {
            whenOverdue.accept(message);
        }
    }

    /// Expects no answer any more in conversations that another hub may own.
    void forget(Partitions some) {
        unanswered.keySet().removeIf(some::contains);
    }

    /// Records that a reply came in this conversation.
    ///
    /// @param question the message that it answers; null if it names none, and then it may answer
    ///   any of them
    void answered(ConversationId conversation, @Nullable MessageId question) {
        unanswered.computeIfPresent(
                conversation, (_, asked) -> question == null ? null : without(asked, question));
    }
}
