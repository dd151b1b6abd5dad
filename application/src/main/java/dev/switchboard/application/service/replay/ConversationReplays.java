package dev.switchboard.application.service.replay;

import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.message.Replayer.Step;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Mending;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Decision;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replays conversations. A replay is stored with the range that it covers before the first message
/// is queued, and its name is written into the trace of each delivery together with the step that
/// queues it. So a replay that was interrupted goes on, and queues nothing twice.
final class ConversationReplays implements ReplayConversations {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationReplays.class);

    /// Small enough not to delay appends to the conversation.
    private static final int AT_ONCE = 100;

    private final Node node;
    private final History history;
    private final Replayer replayer;
    private final Replays replays;
    private final Lanes lanes;

    /// A replay has one worker at a time.
    private final ReentrantLock turn = new ReentrantLock();

    ConversationReplays(Node node, Replayer replayer, Replays replays, Lanes lanes) {
        this.node = node;
        this.history = node.store().history();
        this.replayer = replayer;
        this.replays = replays;
        this.lanes = lanes;
    }

    /// How far a replay goes.
    ///
    /// @param next as [Replay#next]
    private record Reach(Passage passage, @Nullable Long next) {}

    @Override
    public Outcome replay(Command command) {
        String id = Replay.idOf(command.caller(), command.key());
        turn.lock();
        try {
            Optional<Replay> known = replays.find(id);
            if (known.isPresent()) {
                return repeated(known.get(), command.request());
            }
            Reach reach = reach(command.request());
            if (reach == null) {
                return new Outcome.UnknownConversation();
            }
            Replay begun =
                    node.locks()
                            .withLock(
                                    command.conversation(),
                                    () -> accept(id, command.request(), reach));
            return new Outcome.Queued(new Walk(begun, false).toTheEnd());
        } finally {
            turn.unlock();
        }
    }

    private Outcome repeated(Replay known, Request request) {
        if (!known.request().equals(request)) {
            return new Outcome.KeyReused();
        }
        return new Outcome.Queued(known.isOpen() ? new Walk(known, true).toTheEnd() : known);
    }

    /// Under the conversation's lock, which only its owner gets.
    private Replay accept(String id, Request request, Reach reach) {
        Replay begun =
                new Replay(
                        id,
                        request,
                        reach.passage().through(),
                        reach.next(),
                        node.clock().instant(),
                        null);
        if (!replays.insert(begun)) {
            throw new StoreUnavailableException("Another hub has just accepted the replay");
        }
        return begun;
    }

    /// Null if there is no such conversation.
    private @Nullable Reach reach(Request request) {
        Conversation conversation =
                node.store().conversations().find(request.conversation()).orElse(null);
        if (conversation == null) {
            return null;
        }
        Long to = request.to();
        long last = to == null ? conversation.lastSeq() : Math.min(to, conversation.lastSeq());
        // Retention may have taken what the conversation began with.
        long after =
                history.messages(request.conversation(), request.from() - 1, 1).stream()
                        .map(first -> first.message().seq() - 1)
                        .findFirst()
                        .orElse(last);
        long until = Math.min(last, after + Replay.LONGEST);
        return new Reach(
                new Passage(request.conversation(), after, until),
                until < last ? (Long) (until + 1) : null);
    }

    @Override
    public Preview preview(Request request) {
        Reach reach = reach(request);
        if (reach == null) {
            return new Preview.UnknownConversation();
        }
        Tally tally = new Tally();
        reach.passage()
                .in(history)
                .forEach(recorded -> {
                    switch (request.decide(recorded, node.clock().instant())) {
                        case Decision.Again _ -> tally.count();
                        case Decision.Left(Skip why) -> tally.skip(why);
                    }
                });
        return new Preview.Counted(tally.result(), reach.next());
    }

    /// Goes on with replays that a crash or the store interrupted.
    void goOn() {
        replays.open().stream()
                .filter(open -> node.locks().mayTake(open.request().conversation()))
                .map(Replay::id)
                .forEach(this::goOn);
    }

    /// One that is under way has its worker. A failure leaves the others alone.
    private void goOn(String id) {
        if (!turn.tryLock()) {
            return;
        }
        try {
            Optional<Replay> open = replays.find(id).filter(Replay::isOpen);
            if (open.isPresent()) {
                new Walk(open.get(), true).toTheEnd();
                LOG.info("The replay {}, which was interrupted, is finished", id);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("The replay {} waits for the store: {}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The replay {} failed and will be tried again", id, e);
        } finally {
            turn.unlock();
        }
    }

    /// Forgets replays that no repeat can name any more.
    void forget(Duration life) {
        replays.forgetThrough(node.clock().instant().minus(life));
    }

    private static final class Tally {
        private final AtomicInteger count = new AtomicInteger();
        private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);

        void count() {
            count.incrementAndGet();
        }

        void skip(Skip why) {
            skipped.merge(why, 1, Integer::sum);
        }

        Replay.Result result() {
            return new Replay.Result(count.get(), skipped);
        }
    }

    /// One walk through the messages of a replay.
    private final class Walk {

        private final Replay replay;
        private final Request request;
        private final ConversationId conversation;
        private final boolean repeated;
        private final Tally tally = new Tally();

        /// @param repeated whether an earlier walk may have queued some of them
        Walk(Replay replay, boolean repeated) {
            this.replay = replay;
            this.request = replay.request();
            this.conversation = request.conversation();
            this.repeated = repeated;
        }

        /// @return the replay with its result
        Replay toTheEnd() {
            long last = request.from() - 1;
            while (last < replay.until()) {
                long after = last;
                last = node.locks().withLock(conversation, () -> queueSome(after));
            }
            Replay done = replay.done(tally.result());
            replays.save(done);
            return done;
        }

        /// @return the `seq` of the last message that it looked at
        private long queueSome(long after) {
            List<Step> steps = new ArrayList<>();
            long last = replay.until();
            for (Recorded recorded : history.messages(conversation, after, AT_ONCE)) {
                last = recorded.message().seq();
                if (last > replay.until()) {
                    break;
                }
                if (repeated && isQueued(recorded)) {
                    tally.count();
                } else {
                    decide(recorded, steps);
                }
            }
            queue(steps);
            return last;
        }

        private void decide(Recorded recorded, List<Step> steps) {
            Message message = recorded.message();
            switch (request.decide(recorded, node.clock().instant())) {
                // the lane may not know yet that this call is settled
                case Decision.Again _ when message.id().equals(lanes.called(lane())) ->
                        tally.skip(Skip.WAITING);
                case Decision.Again(var from, var next) ->
                        steps.add(new Step(message, from, next, replay.id()));
                case Decision.Left(Skip why) -> tally.skip(why);
            }
        }

        private LaneKey lane() {
            return new LaneKey(conversation, request.target());
        }

        private void queue(List<Step> steps) {
            if (steps.isEmpty()) {
                return;
            }
            Set<MessageId> taken = new HashSet<>(replayer.replay(steps));
            for (Step step : steps) {
                if (taken.contains(step.message().id())) {
                    lanes.offer(new Owed(step.message(), step.next()));
                    node.telemetry()
                            .mended(request.target(), step.message().id(), Mending.REDRIVEN);
                    tally.count();
                } else {
                    tally.skip(Skip.OVERTAKEN);
                }
            }
        }

        /// Whether this replay has queued a message before. No lane may know of it.
        private boolean isQueued(Recorded recorded) {
            boolean queued = names(replay, recorded.message());
            if (queued) {
                lanes.found(recorded);
            }
            return queued;
        }
    }

    /// Whether the trace of a message names a replay.
    private boolean names(Replay replay, Message message) {
        return history.trace(message.id()).stream()
                .filter(hop -> hop.target().equals(replay.request().target()))
                .map(Hop::attempt)
                .anyMatch(step ->
                        step.outcome() == Attempt.Outcome.REDRIVEN
                                && step.detail().equals(replay.id()));
    }
}
