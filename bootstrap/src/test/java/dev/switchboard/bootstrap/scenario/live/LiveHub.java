package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.Recovery;
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
import dev.switchboard.application.service.message.PatientCallers;
import dev.switchboard.application.service.message.user.Hints;
import dev.switchboard.application.service.message.user.PartsDesk;
import dev.switchboard.application.service.message.user.Questions;
import dev.switchboard.application.service.message.user.ReplyEffects;
import dev.switchboard.application.service.message.user.ReplyJournal;
import dev.switchboard.application.service.message.user.ReplyService;
import dev.switchboard.application.service.message.user.Takeover;
import dev.switchboard.application.service.message.user.UserAdmission;
import dev.switchboard.application.service.message.user.UserMessageService;
import dev.switchboard.application.service.message.user.UserReplies;
import dev.switchboard.application.service.session.ClaimDesk;
import java.time.Duration;
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
    final PendingCounts pending;

    private final LiveWorld world;
    private final LiveRelay core;

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
        this.world = world;
        this.core = new LiveRelay(world);
        this.pending = core.pending;
        LiveClients connected = new LiveClients();
        var _ = new LiveBroadcast(connected, core.live);
        ClaimDesk claims =
                new ClaimDesk(
                        world.claims,
                        world.store.conversations(),
                        Duration.ofHours(24),
                        world.clock);
        clients = clients(connected, claims);
        UserAdmission admission = new UserAdmission(claims, connected, clients, clients, takeover);
        send = send(admission, remembering);
        hints = hints(admission);
        ReplyJournal journal = journal();
        parts = parts(journal);
        replies = new ReplyService(journal, parts);
        recovery = core.recovery;
        upkeep = upkeep();
        attendance = new Attendance(connected, claims);
    }

    private ClientDesk clients(LiveClients connected, ClaimDesk claims) {
        LiveSettings settings =
                new LiveSettings(
                        Map.of("bot", INSISTENT, "desk", THRICE), 16, Duration.ofHours(24));
        return new ClientDesk(
                connected,
                claims,
                feeds(connected, settings),
                new SessionDesk(world.sessions, settings.recoveryWindow(), world.clock),
                new Acknowledgements(
                        world.store.journal(),
                        world.sessions,
                        core.pending,
                        core.telemetry,
                        world.clock));
    }

    private FeedDesk feeds(LiveClients connected, LiveSettings settings) {
        return new FeedDesk(
                connected,
                new FeedDesk.Reading(
                        world.store.conversations(),
                        world.store.heldMessages(),
                        world.store.history()),
                core.lanes,
                new FeedDesk.Running(core.timer, core.workers, world.clock),
                settings);
    }

    private SendUserMessage send(UserAdmission admission, Executor remembering) {
        PatientCallers patient =
                new PatientCallers(
                        core.callers,
                        new SweptTimeLimits(core.timer, world.clock, System::nanoTime));
        return new UserMessageService(
                admission,
                core.relay,
                new UserReplies(
                        patient, core.relay, core.watch, world.store.history(), remembering),
                core.agentSessions,
                world.ids,
                world.clock);
    }

    private PassHints hints(UserAdmission admission) {
        return new Hints(
                admission,
                core.courier,
                core.lanes,
                core.live,
                new Hints.HintMaking(world.ids, world.clock));
    }

    private ReplyJournal journal() {
        return new ReplyJournal(
                core.relay,
                new Questions(core.relay, world.store.history()),
                new ReplyEffects(core.agentSessions, core.watch, core.events),
                world.ids,
                world.clock);
    }

    private PartsDesk parts(ReplyJournal journal) {
        return new PartsDesk(
                journal,
                world.parts,
                core.lanes,
                new PartsDesk.Running(core.timer, core.workers, world.clock),
                Duration.ofSeconds(2));
    }

    private LiveUpkeep upkeep() {
        return new LiveUpkeep(
                world.store.backlog(),
                world.store.journal(),
                core.pending,
                Map.of("desk", Duration.ofHours(24)),
                world.clock);
    }
}
