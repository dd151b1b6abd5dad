package dev.switchboard.application.service.delivery;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lanes of this hub that have work. An idle conversation has no lane.
public final class Lanes {

    private final Node node;
    private final TargetLimiters gates;
    private final WaitingCallers callers;
    private final PendingCounts pending;
    private final OutcomePolicy policy;
    private final LaneReads reads;
    private final ConcurrentMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private final Doubts doubts;
    private final Map<Target.Kind, MessageSender> senders = new ConcurrentHashMap<>();
    private final List<OutcomeListener> listeners = new CopyOnWriteArrayList<>();

    /// The number of open lanes for each target.
    private final ConcurrentMap<Target, AtomicInteger> open = new ConcurrentHashMap<>();

    private final UnsweptWork unswept = new UnsweptWork();
    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;

    Lanes(
            Node node,
            TargetLimiters gates,
            WaitingCallers callers,
            PendingCounts pending,
            OutcomePolicy policy) {
        this.node = node;
        this.gates = gates;
        this.callers = callers;
        this.pending = pending;
        this.policy = policy;
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

    private MessageSender senderTo(Target target) {
        return requireNonNull(senders.get(target.kind()), "no sender to its kind of target");
    }

    LaneHead head(Owed owed, boolean afterGap, long served) {
        return new LaneHead(owed, afterGap, served, node.store().journal(), callers, this::settled);
    }

    private void settled(Owed owed, Delivery outcome, boolean callerWasTold) {
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
                            if (doubts.concern(key) || unswept.mayBeLate(key.conversation())) {
                                open.queue().reread();
                            }
                            open.queue().add(owed);
                            open.hasten();
                        });
        boolean waits = lane.waiting();
        wake(waits ? null : lane);
        return waits ? Progress.WAITING : Progress.MOVING;
    }

    /// Hands an ephemeral event to its lane, which passes it on once and soon, or never.
    ///
    /// @param call makes the one attempt; blocks
    public void passOnce(LaneKey key, Runnable call) {
        wake(changed(key, open -> open.latestEvent().offer(node.clock().instant(), call)));
    }

    /// Opens the lane if necessary, and changes it before it can retire.
    private Lane changed(LaneKey key, Consumer<Lane> change) {
        return requireNonNull(
                lanes.compute(
                        key,
                        (_, present) -> {
                            Lane lane = present == null ? open(key) : present;
                            lane.queue().comeBack();
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
                lanes.compute(
                        key,
                        (_, present) -> {
                            Lane lane = present == null ? open(key) : present;
                            if (present == null) {
                                lane.queue().reread();
                            }
                            lane.queue().comeBack();
                            return lane;
                        }));
    }

    private static boolean hasNoLane(Target target) {
        return target.kind() == Target.Kind.CLIENTS;
    }

    private Lane open(LaneKey key) {
        TargetLimiter gate = gates.of(key);
        LaneCalls calls = new LaneCalls(node, policy, gate, senderTo(key.target()));
        Lane lane = new Lane(key, node, pending, gate, policy, calls, this);
        if (unswept.mayBeOf(key)) {
            lane.queue().reread();
        }
        openOf(key.target()).incrementAndGet();
        return lane;
    }

    /// Makes a lane forget what it has in memory, before anything else is offered to it. One that
    /// has retired has nothing to come back to.
    void leave(Lane lane) {
        var _ =
                lanes.compute(
                        lane.key(),
                        (key, present) -> {
                            boolean held = node.ownership().held().contains(key.conversation());
                            lane.queue().leave(present == lane && held);
                            return present;
                        });
    }

    UnsweptWork unswept() {
        return unswept;
    }

    /// Makes the lanes of some partitions read the journal.
    void rereadAll(Partitions some) {
        rereadAll(key -> some.contains(key.conversation()));
    }

    private void rereadAll(Predicate<LaneKey> which) {
        lanes.keySet().stream().filter(which).forEach(key -> wake(reread(key)));
    }

    /// Wakes the lanes of partitions that are not this hub's any more, so that they end.
    ///
    /// @return whether any are left, or an append is that the next owner may not see yet
    boolean end(Partitions some) {
        if (stopping) {
            return running.get() > 0 || doubts.concern(some);
        }
        List<Lane> ending =
                lanes.values().stream()
                        .filter(lane -> some.contains(lane.key().conversation()))
                        .toList();
        ending.forEach(Lane::wake);
        return !ending.isEmpty() || doubts.concern(some);
    }

    /// Handles an append for these targets with an unknown outcome: if it takes effect after all,
    /// no later message may overtake it, and it must not wait until the next sweep.
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

    /// Hands over what is owed of a message that a repeat found in the journal. If the first write
    /// lost its reply, no lane knows of it, and earlier deliveries may be unknown too.
    public void found(Recorded recorded) {
        MessageId id = recorded.message().id();
        recorded.deliveries().stream()
                .filter(Delivery.Pending.class::isInstance)
                .map(owed -> new LaneKey(recorded.message().conversation(), owed.target()))
                .filter(key -> !hasNoLane(key.target()))
                .filter(key -> Stream.ofNullable(lanes.get(key)).noneMatch(lane -> lane.knows(id)))
                .forEach(this::look);
    }

    /// The lane cannot retire from now on before it has read.
    private @Nullable Lane reread(LaneKey key) {
        return lanes.computeIfPresent(
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
    ///
    /// @param answeredAt when the target answered it; null if it was discarded
    public void drop(MessageId message, LaneKey key, @Nullable Instant answeredAt) {
        Lane lane = lanes.get(key);
        if (lane != null) {
            lane.drop(message, answeredAt);
        }
    }

    /// Rereads all lanes of a target, because everything pending for it was changed in the journal.
    public void rereadAll(Target target) {
        rereadAll((LaneKey key) -> key.target().equals(target));
        gates.resume(target);
    }

    /// Wakes a lane because the condition that it waits for may be met.
    public void wake(LaneKey key) {
        wake(lanes.get(key));
    }

    /// Returns the message that a target is called for until the outcome is durable, or null.
    public @Nullable MessageId called(LaneKey key) {
        Lane lane = lanes.get(key);
        return lane == null ? null : lane.called();
    }

    /// Returns the lanes with work.
    Collection<Lane> all() {
        return lanes.values();
    }

    /// Returns the number of lanes with work for a target.
    int open(Target target) {
        return openOf(target).get();
    }

    private AtomicInteger openOf(Target target) {
        return open.computeIfAbsent(target, _ -> new AtomicInteger());
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
