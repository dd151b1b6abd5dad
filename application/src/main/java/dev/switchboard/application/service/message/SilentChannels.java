package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.service.delivery.OutcomeListener;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices channels that take messages and have not called back for a time that is unusual for
/// them. Nobody else does: each of their calls succeeds.
///
/// Knows what this hub saw since its start. Of a channel that it has not seen before, it learns
/// from the store whether it answered at all on the day before.
public final class SilentChannels implements OutcomeListener {

    private static final Logger LOG = LoggerFactory.getLogger(SilentChannels.class);
    private static final Duration BEFORE = Duration.ofDays(1);

    private final ChannelRegistry registry;
    private final DeliveryLog deliveries;
    private final Duration least;
    private final Clock clock;
    private final Map<Target, AnswerHabit> habits = new ConcurrentHashMap<>();
    private final Set<Target> looked = ConcurrentHashMap.newKeySet();
    private final AtomicReference<List<Silence>> silent = new AtomicReference<>(List.of());

    /// @param least a channel is not called silent before
    SilentChannels(ChannelRegistry registry, DeliveryLog deliveries, Duration least, Clock clock) {
        this.registry = registry;
        this.deliveries = deliveries;
        this.least = least;
        this.clock = clock;
    }

    /// A channel that usually calls back, and does not.
    ///
    /// @param since when it took the first message of those after its last callback
    /// @param taken how many it took since then
    /// @param usual the longest time that it let others wait lately
    public record Silence(Target channel, Instant since, int taken, Duration usual) {}

    @Override
    public void settled(Owed owed, Delivery outcome, boolean callerWasTold) {
        Target target = owed.delivery().target();
        if (target.kind() == Target.Kind.CHANNEL && outcome instanceof Delivery.Delivered) {
            Instant now = clock.instant();
            habits.compute(
                    target,
                    (_, habit) ->
                            (habit == null ? AnswerHabit.unknown(now) : habit)
                                    .took(owed.message().id(), now));
        }
    }

    /// Records a callback that was proved to be the channel's.
    ///
    /// @param answered the message that it answers; null if it names none
    void calledBack(Target channel, @Nullable MessageId answered) {
        Instant now = clock.instant();
        habits.computeIfPresent(channel, (_, habit) -> habit.calledBack(answered, now));
    }

    /// Looks which channels are silent now. Logs once when one falls silent and once when it calls
    /// back.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer
    public void look() {
        habits.keySet().forEach(this::learn);
        habits.keySet().removeIf(channel -> !isEnabled(channel));
        looked.retainAll(habits.keySet());
        Instant now = clock.instant();
        List<Silence> next =
                habits.entrySet().stream()
                        .filter(each -> each.getValue().isBroken(now, least))
                        .map(each -> silence(each.getKey(), each.getValue(), now))
                        .toList();
        tell(silent.getAndSet(next), next);
    }

    private boolean isEnabled(Target channel) {
        return registry.find(new ChannelId(channel.name())).filter(Channel::enabled).isPresent();
    }

    private void learn(Target channel) {
        if (!looked.contains(channel)) {
            Instant now = clock.instant();
            int answers = deliveries.list(answers(channel, now.minus(BEFORE))).size();
            habits.computeIfPresent(channel, (_, habit) -> habit.knownFor(answers, least, now));
            looked.add(channel);
        }
    }

    /// No more of them than tell that it answers: a busy channel has a million a day.
    private static Query answers(Target channel, Instant since) {
        Set<State> answered = Set.of(State.ANSWERED);
        MessageId after = MessageId.firstAt(since);
        return new Query(channel, null, answered, null, null, after, AnswerHabit.TO_LEARN);
    }

    private static Silence silence(Target channel, AnswerHabit habit, Instant now) {
        Instant since = habit.since() == null ? now : habit.since();
        return new Silence(channel, since, habit.taken(), habit.usual(now));
    }

    private static void tell(List<Silence> before, List<Silence> now) {
        Set<Target> known = new HashSet<>(before.stream().map(Silence::channel).toList());
        for (Silence each : now) {
            if (!known.remove(each.channel())) {
                LOG.atWarn()
                        .addKeyValue("action", "channel_silent")
                        .addKeyValue("target", each.channel())
                        .log(
                                "The channel took {} messages since {} and called back for none",
                                each.taken(),
                                each.since());
            }
        }
        known.forEach(channel ->
                LOG.atInfo()
                        .addKeyValue("action", "channel_heard")
                        .addKeyValue("target", channel)
                        .log("The channel is not silent any more"));
    }

    /// Returns those that were silent at the last look.
    public List<Silence> silent() {
        return silent.get();
    }
}
