package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.inmemory.InMemoryLaneOwnership;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.ChatReader;
import dev.switchboard.application.service.chat.ChatRecord;
import dev.switchboard.application.service.chat.DeskSender;
import dev.switchboard.application.service.delivery.DirectCalls;
import dev.switchboard.application.service.delivery.LaneContext;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.Recovery;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.RecentlySent;
import dev.switchboard.application.service.message.user.OpenAgentSessions;
import dev.switchboard.application.service.message.user.SystemEvents;
import dev.switchboard.application.service.message.user.UserMessageSender;
import dev.switchboard.application.service.message.user.UserMessageWatch;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.bootstrap.scenario.OneThreadLocks;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// What delivers in a run of the live side: gates, lanes, and the sender to bot and desk.
final class LiveRelay {

    private static final GateSettings BOT_GATE = GateSettings.shared(32);
    private static final GateSettings DESK_GATE = GateSettings.shared(8);
    private static final Duration SOON = Duration.ofSeconds(30);

    final OneThreadLocks locks = new OneThreadLocks();
    final Executor workers = locks.outside(Runnable::run);
    final FakeTimer timer;
    final Later later;
    final Node node;
    final PendingCounts pending;
    final WaitingCallers callers = new WaitingCallers();
    final RecordingTelemetry telemetry = new RecordingTelemetry();
    final InMemoryLiveEvents live = new InMemoryLiveEvents();
    final OpenAgentSessions agentSessions;
    final UserMessageSender sender;
    final ChatReader reader;
    final UserMessageWatch watch;
    private final DeskSender desks;
    ChatRecord record;
    final Lanes lanes;
    final DirectCalls calls;
    final Recovery recovery;
    final MessageRelay relay;
    final SystemEvents events;

    LiveRelay(LiveWorld world) {
        timer = new FakeTimer(world.clock);
        later = new Later(timer, workers, world.clock);
        node =
                new Node(
                        new Node.Store(
                                world.journal,
                                world.store.history(),
                                world.store.conversations(),
                                world.store.backlog(),
                                world.store.deliveryLog(),
                                world.store.heldMessages()),
                        locks,
                        live,
                        telemetry,
                        timer,
                        workers,
                        world.ids,
                        world.clock);
        pending = new PendingCounts(world.store.backlog());
        agentSessions = new OpenAgentSessions(world.agentSessions, world.store.conversations());
        TargetLimiters gates = gates(world);
        sender = new UserMessageSender(List.of(world.bot), agentSessions, gates, timer);
        reader =
                new ChatReader(
                        world.chats,
                        world.store.conversations(),
                        world.store.history(),
                        List.of(world.desk),
                        world.clock);
        desks =
                new DeskSender(
                        List.of(world.desk),
                        world.chats,
                        reader,
                        () -> record,
                        locks,
                        sender,
                        world.clock);
        calls = new DirectCalls(gates, telemetry, world.clock);
        watch = watch(world);
        lanes = new Lanes(context(world, gates), locks, new InMemoryLaneOwnership(), live);
        recovery = new Recovery(world.store.backlog(), lanes, pending, gates);
        relay =
                new MessageRelay(
                        world.journal,
                        world.store.history(),
                        lanes,
                        locks,
                        telemetry,
                        new RecentlySent(),
                        live,
                        () -> world.shortOfRoom);
        record =
                new ChatRecord(
                        relay,
                        Map.of(LiveChats.ORIGIN, LiveChats.chats(world.files)),
                        world.ids,
                        world.clock);
        events = new SystemEvents(relay, locks, world.ids, world.clock);
    }

    private TargetLimiters gates(LiveWorld world) {
        return new TargetLimiters(
                target -> target.kind() == Target.Kind.BOT ? BOT_GATE : DESK_GATE,
                world.clock,
                timer);
    }

    private UserMessageWatch watch(LiveWorld world) {
        return new UserMessageWatch(
                live,
                List.of(
                        upstream(world, "bot", new Upstream.Waits(null, SOON, null, null)),
                        upstream(world, "desk", new Upstream.Waits(SOON, null, null, null))),
                timer,
                world.clock,
                this::noteOverdue);
    }

    private static Upstream upstream(LiveWorld world, String name, Upstream.Waits waits) {
        return new Upstream(
                name,
                world.bot,
                DESK_GATE,
                LiveHub.INSISTENT,
                ClaimPolicy.USUAL,
                waits,
                null,
                null);
    }

    private void noteOverdue(Message unanswered) {
        events.answerOverdue(unanswered.conversation());
    }

    private LaneContext context(LiveWorld world, TargetLimiters gates) {
        return new LaneContext(
                world.journal,
                world.store.backlog(),
                Map.of(
                        Target.Kind.BOT, sender,
                        Target.Kind.DESK, desks,
                        Target.Kind.USER, sender),
                gates,
                _ -> RetryPolicy.SHARED,
                callers,
                pending,
                telemetry,
                watch,
                timer,
                workers,
                world.ids,
                world.clock);
    }
}
