package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.inmemory.InMemoryLaneOwnership;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.service.delivery.GateSettings;
import dev.switchboard.application.service.delivery.LaneContext;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.Recovery;
import dev.switchboard.application.service.delivery.TargetGates;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.live.Acknowledgements;
import dev.switchboard.application.service.live.Attendance;
import dev.switchboard.application.service.live.ClientDesk;
import dev.switchboard.application.service.live.FeedDesk;
import dev.switchboard.application.service.live.LiveBroadcast;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.live.LiveUpkeep;
import dev.switchboard.application.service.live.PushPolicy;
import dev.switchboard.application.service.live.SessionDesk;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.PatientCallers;
import dev.switchboard.application.service.message.RecentlySent;
import dev.switchboard.application.service.message.user.AgentSessionDesk;
import dev.switchboard.application.service.message.user.Hints;
import dev.switchboard.application.service.message.user.PartsDesk;
import dev.switchboard.application.service.message.user.Questions;
import dev.switchboard.application.service.message.user.ReplyEffects;
import dev.switchboard.application.service.message.user.ReplyJournal;
import dev.switchboard.application.service.message.user.ReplyService;
import dev.switchboard.application.service.message.user.SystemEvents;
import dev.switchboard.application.service.message.user.Takeover;
import dev.switchboard.application.service.message.user.UserAdmission;
import dev.switchboard.application.service.message.user.UserMessageCourier;
import dev.switchboard.application.service.message.user.UserMessageService;
import dev.switchboard.application.service.message.user.UserMessageWatch;
import dev.switchboard.application.service.message.user.UserReplies;
import dev.switchboard.application.service.message.user.WatchSettings;
import dev.switchboard.application.service.session.ClaimDesk;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// One run of the hub's live side: the real core between fake edges, everything on the test's own
/// thread. A second one on the same [LiveWorld] is the hub after a crash.
final class LiveHub {

    static final PushPolicy INSISTENT =
            new PushPolicy(
                    16,
                    List.of(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(40),
                            Duration.ofSeconds(60)),
                    true);
    static final PushPolicy THRICE =
            new PushPolicy(32, List.of(Duration.ofSeconds(10), Duration.ofSeconds(10)), false);

    final ClientDesk clients;
    final SendUserMessage send;
    final AcceptReply replies;
    final PassHints hints;
    final PartsDesk parts;
    final Recovery recovery;
    final LiveUpkeep upkeep;
    final Attendance attendance;

    LiveHub(LiveWorld world) {
        this(world, Takeover.NOWHERE, Runnable::run);
    }

    LiveHub(LiveWorld world, Takeover takeover) {
        this(world, takeover, Runnable::run);
    }

    /// @param remembering runs what is written down of outcomes after their senders were told
    LiveHub(LiveWorld world, Executor remembering) {
        this(world, Takeover.NOWHERE, remembering);
    }

    private LiveHub(LiveWorld world, Takeover takeover, Executor remembering) {
        Executor workers = Runnable::run;
        FakeTimer timer = new FakeTimer(world.clock);
        PendingCounts pending = new PendingCounts(world.store.backlog());
        WaitingCallers callers = new WaitingCallers();
        RecordingTelemetry telemetry = new RecordingTelemetry();
        InMemoryLiveEvents live = new InMemoryLiveEvents();
        TargetGates gates =
                new TargetGates(
                        Map.of(
                                Target.Kind.BOT,
                                GateSettings.BOT,
                                Target.Kind.DESK,
                                GateSettings.desk(8)),
                        world.clock,
                        timer);
        AgentSessionDesk agentSessions =
                new AgentSessionDesk(world.agentSessions, world.store.conversations());
        UserMessageCourier courier =
                new UserMessageCourier(List.of(world.bot), agentSessions, gates, timer);
        List<SystemEvents> noting = new ArrayList<>();
        UserMessageWatch watch =
                new UserMessageWatch(
                        live,
                        new WatchSettings(Duration.ofSeconds(30), Duration.ofSeconds(30)),
                        timer,
                        world.clock,
                        message ->
                                noting.getFirst()
                                        .note(message.conversation(), SystemEvents.ANSWER_OVERDUE));
        Lanes lanes =
                new Lanes(
                        new LaneContext(
                                world.store.journal(),
                                world.store.backlog(),
                                Map.of(Target.Kind.BOT, courier, Target.Kind.DESK, courier),
                                gates,
                                RetryPolicy.SHARED,
                                callers,
                                pending,
                                telemetry,
                                watch,
                                timer,
                                workers,
                                world.ids,
                                world.clock),
                        new InMemoryLaneOwnership(),
                        live);
        recovery = new Recovery(world.store.backlog(), lanes, pending, gates);
        MessageRelay relay =
                new MessageRelay(world.store.journal(), lanes, telemetry, new RecentlySent());
        noting.add(new SystemEvents(relay, world.ids, world.clock));
        LiveClients connected = new LiveClients();
        var _ = new LiveBroadcast(connected, live);
        ClaimDesk claims =
                new ClaimDesk(
                        world.claims,
                        world.store.conversations(),
                        Duration.ofHours(24),
                        world.clock);
        LiveSettings settings =
                new LiveSettings(
                        Map.of("bot", INSISTENT, "desk", THRICE), 16, Duration.ofHours(24));
        clients =
                new ClientDesk(
                        connected,
                        claims,
                        new FeedDesk(
                                connected,
                                new FeedDesk.Reading(
                                        world.store.conversations(),
                                        world.store.heldMessages(),
                                        world.store.history()),
                                lanes,
                                new FeedDesk.Running(timer, workers, world.clock),
                                settings),
                        new SessionDesk(world.sessions, settings.recoveryWindow(), world.clock),
                        new Acknowledgements(
                                world.store.journal(),
                                world.sessions,
                                pending,
                                telemetry,
                                world.clock));
        UserAdmission admission = new UserAdmission(claims, connected, clients, clients, takeover);
        send =
                new UserMessageService(
                        admission,
                        relay,
                        new UserReplies(
                                new PatientCallers(
                                        callers,
                                        new SweptTimeLimits(timer, world.clock, System::nanoTime)),
                                relay,
                                watch,
                                world.store.history(),
                                remembering),
                        agentSessions,
                        world.ids,
                        world.clock);
        hints =
                new Hints(
                        admission,
                        courier,
                        lanes,
                        live,
                        new Hints.HintMaking(world.ids, world.clock));
        ReplyJournal journal =
                new ReplyJournal(
                        relay,
                        new Questions(relay, world.store.history()),
                        new ReplyEffects(agentSessions, watch, noting.getFirst()),
                        world.ids,
                        world.clock);
        parts =
                new PartsDesk(
                        journal,
                        world.parts,
                        lanes,
                        new PartsDesk.Running(timer, workers, world.clock),
                        Duration.ofSeconds(2));
        replies = new ReplyService(journal, parts);
        attendance = new Attendance(connected, claims);
        upkeep =
                new LiveUpkeep(
                        world.store.heldMessages(),
                        world.store.backlog(),
                        world.store.journal(),
                        pending,
                        Map.of("desk", Duration.ofHours(24)),
                        world.clock);
    }
}
