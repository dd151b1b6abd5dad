package dev.switchboard.application.service.delivery;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lanes of this node that have work. An idle conversation has no lane.
public final class Lanes {

    private final Node node;
    private final TargetLimiters gates;
    private final WaitingCallers callers;
    private final PendingCounts pending;
    private final OutcomePolicy judge;
    private final PartitionOwnership ownership;
    private final LaneReads reads;
    private final ConcurrentMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private final Doubts doubts;
    private final Map<Target.Kind, MessageSender> senders = new ConcurrentHashMap<>();
    private final List<OutcomeListener> listeners = new CopyOnWriteArrayList<>();

    /// The number of open lanes for each target.
    private final ConcurrentMap<Target, AtomicInteger> open = new ConcurrentHashMap<>();

    /// Targets whose work from before the start may be in no lane yet; null: any target.
    private volatile @Nullable Set<Target> unswept;

    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;

    Lanes(
            Node node,
            TargetLimiters gates,
            WaitingCallers callers,
            PendingCounts pending,
            OutcomePolicy judge,
            PartitionOwnership ownership) {
        this.node = node;
        this.gates = gates;
        this.callers = callers;
        this.pending = pending;
        this.judge = judge;
        this.ownership = ownership;
        this.reads = new LaneReads(node.clock());
        this.doubts = new Doubts(node.timer(), node.clock(), node.live(), this::look);
    }

    /// Registers the sender for a kind of target. Must be called before any lane opens.
    public void serve(Target.Kind kind, MessageSender sender) {
        senders.put(kind, sender);
    }

    /// Registers a listener for the outcome of each delivery.
    public void listen(OutcomeListener listener) {
        listeners.add(listener);
    }

    /// Whether a lane continues at once or waits for something.
    public enum Progress {
        MOVING,
        WAITING
    }

    MessageSender senderTo(Target target) {
        return requireNonNull(senders.get(target.kind()), "no sender to its kind of target");
    }

    void settled(Owed owed, Delivery outcome, boolean callerWasTold) {
        listeners.forEach(listener -> listener.settled(owed, outcome, callerWasTold));
    }

    LaneReads reads() {
        return reads;
    }

    /// Hands a delivery that was just journaled to its lane. The caller holds the conversation's
    /// lock. A delivery to live clients needs no lane: clients learn of it by
    /// [LiveEvents.Event.Appended], and it waits until one of them acknowledges it.
    public Progress offer(Owed owed) {
        LaneKey key = owed.lane();
        assert node.locks().held(key.conversation());
        if (hasNoLane(key.target())) {
            pending.added(key.target());
            return Progress.MOVING;
        }
        pending.added(owed);
        Lane lane =
                changed(
                        key,
                        open -> {
                            if (doubts.concern(key)) {
                                open.queue().reread();
                            }
                            open.queue().add(owed);
                            open.hasten();
                        });
        boolean waits = lane.waiting();
        wake(waits ? null : lane);
        return waits ? Progress.WAITING : Progress.MOVING;
    }

    /// Hands a hint to its lane, which passes it on once and soon, or never.
    ///
    /// @param call makes the one attempt; blocks
    public void hint(LaneKey key, Runnable call) {
        wake(changed(key, open -> open.hint().offer(node.clock().instant(), call)));
    }

    /// Opens the lane if necessary, and changes it before it can retire.
    private Lane changed(LaneKey key, Consumer<Lane> change) {
        return requireNonNull(
                lanes.compute(
                        key,
                        (_, present) -> {
                            Lane lane = present == null ? open(key) : present;
                            change.accept(lane);
                            return lane;
                        }));
    }

    private static void wake(@Nullable Lane lane) {
        if (lane != null) {
            lane.wake();
        }
    }

    /// Makes a lane find its work in the journal, unless it is working already.
    void recover(LaneKey key) {
        wake(
                lanes.computeIfAbsent(
                        key,
                        _ -> {
                            Lane open = open(key);
                            open.queue().reread();
                            return open;
                        }));
    }

    private static boolean hasNoLane(Target target) {
        return target.kind() == Target.Kind.CLIENTS;
    }

    private Lane open(LaneKey key) {
        TargetLimiter gate = gates.of(key);
        LaneStep step = new LaneStep(node, judge, callers, gate, this);
        Lane lane = new Lane(key, node, pending, gate, step, this);
        if (mayOweMore(key.target())) {
            lane.queue().reread();
        }
        openOf(key.target()).incrementAndGet();
        return lane;
    }

    /// Whether this hub may deliver for a conversation now. A lane waits meanwhile.
    boolean owns(ConversationId conversation) {
        return ownership.owns(conversation);
    }

    /// A message that arrives before the sweep has reached its lane must not overtake deliveries
    /// from before the start.
    private boolean mayOweMore(Target target) {
        Set<Target> remaining = unswept;
        return remaining == null || remaining.contains(target);
    }

    /// Records that all work from before the start is in its lanes, except for these targets.
    void sweptBut(Set<Target> remaining) {
        unswept = Set.copyOf(remaining);
    }

    /// Handles an append with an unknown outcome: if it takes effect after all, no later message
    /// may overtake it, and it must not wait until the next sweep.
    ///
    /// @param targets the targets of its deliveries
    public void doubt(ConversationId conversation, Collection<Target> targets) {
        Set<LaneKey> keys =
                targets.stream()
                        .filter(target -> !hasNoLane(target))
                        .map(target -> new LaneKey(conversation, target))
                        .collect(Collectors.toSet());
        keys.forEach(this::reread);
        doubts.add(conversation, keys);
    }

    /// Ends a doubt after a later message of this conversation was journaled: the append is stored
    /// by now or never will be. Followers of the whole conversation see the gap themselves.
    public void certain(ConversationId conversation) {
        doubts.end(conversation);
    }

    /// Hands over a delivery that a repeat found in the journal. If its append lost its reply, no
    /// lane knows of it, and earlier deliveries may be unknown too.
    public void found(Owed owed) {
        LaneKey key = owed.lane();
        if (hasNoLane(key.target())) {
            return;
        }
        Lane lane = lanes.get(key);
        if (lane == null || !lane.knows(owed.message().id())) {
            look(key);
        }
    }

    private void reread(LaneKey key) {
        lanes.computeIfPresent(
                key,
                (_, lane) -> {
                    lane.queue().reread();
                    return lane;
                });
    }

    /// Makes a lane read the journal, even while it is working.
    private void look(LaneKey key) {
        wake(
                changed(
                        key,
                        open -> {
                            open.queue().reread();
                            open.hasten();
                        }));
    }

    /// Drops the delivery of a message to this target.
    public void drop(MessageId message, LaneKey key) {
        Lane lane = lanes.get(key);
        if (lane != null) {
            lane.drop(message);
        }
    }

    /// Rereads all lanes of a target, because everything pending for it was changed in the journal.
    public void rereadAll(Target target) {
        lanes.forEach((key, lane) -> {
            if (key.target().equals(target)) {
                lane.queue().reread();
                lane.wake();
            }
        });
        gates.resume(target);
    }

    /// Wakes a lane because the condition that it waits for may be met.
    public void wake(LaneKey key) {
        wake(lanes.get(key));
    }

    /// Whether the target is being called for this message.
    boolean calling(MessageId message, LaneKey key) {
        Lane lane = lanes.get(key);
        return lane != null && lane.calling(message);
    }

    /// Returns the number of lanes with work.
    int count() {
        return lanes.size();
    }

    /// Returns the number of lanes with work for a target.
    int open(Target target) {
        return openOf(target).get();
    }

    private AtomicInteger openOf(Target target) {
        return open.computeIfAbsent(target, _ -> new AtomicInteger());
    }

    /// Returns the number of lanes that wait for a retry, an absent target or the store.
    int countWaiting() {
        return (int) lanes.values().stream().filter(Lane::waiting).count();
    }

    /// Returns the time since which the oldest delivery in a lane's memory is owed, by kind of
    /// target; without kinds that have none.
    Map<Target.Kind, Instant> oldest() {
        Map<Target.Kind, Instant> oldest = new EnumMap<>(Target.Kind.class);
        lanes.forEach((key, lane) -> {
            Instant since = lane.owedSince();
            if (since != null) {
                oldest.merge(key.target().kind(), since, (a, b) -> a.isBefore(b) ? a : b);
            }
        });
        return oldest;
    }

    void retireIfDone(Lane lane) {
        lanes.computeIfPresent(
                lane.key(),
                (key, present) -> {
                    if (present != lane || !lane.done()) {
                        return present;
                    }
                    openOf(key.target()).decrementAndGet();
                    return null;
                });
    }

    boolean stopping() {
        return stopping;
    }

    void started() {
        running.incrementAndGet();
    }

    void ended() {
        if (running.decrementAndGet() == 0 && stopping) {
            stopped.complete(null);
        }
    }

    /// Begins no further delivery. Pending deliveries stay in the journal.
    ///
    /// @return completes when the running calls have ended
    public CompletableFuture<Void> stop() {
        stopping = true;
        if (running.get() == 0) {
            stopped.complete(null);
        }
        return stopped;
    }
}
