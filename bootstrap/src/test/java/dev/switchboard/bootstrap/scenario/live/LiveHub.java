package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.PendingLimit;
import dev.switchboard.application.service.delivery.Recovery;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.Unread;
import dev.switchboard.application.service.live.AckRecovery;
import dev.switchboard.application.service.live.Acknowledgements;
import dev.switchboard.application.service.live.ClaimRenewal;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.application.service.live.LiveBroadcast;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.live.LiveUpkeep;
import dev.switchboard.application.service.message.SyncReplies;
import dev.switchboard.application.service.message.user.EphemeralEvents;
import dev.switchboard.application.service.message.user.ReplyCorrelation;
import dev.switchboard.application.service.message.user.ReplyEffects;
import dev.switchboard.application.service.message.user.ReplyJournal;
import dev.switchboard.application.service.message.user.ReplyParts;
import dev.switchboard.application.service.message.user.UserAdmission;
import dev.switchboard.application.service.message.user.UserMessageService;
import dev.switchboard.application.service.message.user.UserReplies;
import dev.switchboard.application.service.people.ChatErasure;
import dev.switchboard.application.service.people.ErasureRequests;
import dev.switchboard.application.service.people.MessageErasure;
import dev.switchboard.application.service.people.PersonErasure;
import dev.switchboard.application.service.people.PersonSearch;
import dev.switchboard.application.service.people.SessionErasure;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    static final QueueId SALES = new QueueId("sales");
    static final HandoffSettings AGENTS =
            new HandoffSettings(
                    true,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    2,
                    3,
                    new ContextWindow(Duration.ofHours(24), 500, 1 << 20),
                    List.of(QueueId.DEFAULT, SALES));

    static final int MOST_PENDING = 100;

    private static final Duration DAY = Duration.ofHours(24);

    final ClientConnections clients;
    final SendUserMessage send;
    final AcceptReply replies;
    final RelayEphemeralEvents hints;
    final ReplyParts parts;
    final Recovery recovery;
    final LiveUpkeep upkeep;
    final AckRecovery acknowledged;
    final ClaimRenewal attendance;
    final PendingCounts pending;
    final PresenceModule presence;
    final AgentAvailability availability;
    final HandoffModule agents;
    final LiveChats chats;
    final ErasePeople erase;
    final PersonErasure erasure;

    private final LiveWorld world;
    private final LiveRelay core;

    LiveHub(LiveWorld world) {
        this(world, Set.of(), Runnable::run);
    }

    /// @param takenOver origins of conversations that belong to whoever wrote last
    LiveHub(LiveWorld world, Set<String> takenOver) {
        this(world, takenOver, Runnable::run);
    }

    /// @param remembering runs what is written down of outcomes after their senders were told
    LiveHub(LiveWorld world, Executor remembering) {
        this(world, Set.of(), remembering);
    }

    private LiveHub(LiveWorld world, Set<String> takenOver, Executor remembering) {
        this.world = world;
        this.core = new LiveRelay(world);
        this.pending = core.pending;
        LiveClients connected = new LiveClients();
        var _ = new LiveBroadcast(connected, core.live);
        Ownership ownership =
                new Ownership(
                        world.claims,
                        world.store.conversations(),
                        core.locks,
                        Map.of(
                                "bot",
                                new ClaimPolicy(DAY, false, takenOver.contains("bot")),
                                "desk",
                                new ClaimPolicy(DAY, true, takenOver.contains("desk"))),
                        connected::claimed,
                        world.clock);
        LiveSettings settings =
                new LiveSettings(
                        Map.of("bot", INSISTENT, "desk", THRICE), 16, Duration.ofHours(24));
        Feeds feeds = feeds(connected, settings);
        KeptSessions kept =
                new KeptSessions(world.sessions, settings.recoveryWindow(), world.clock);
        presence =
                PresenceModule.of(world.organisations, core.timer, core.workers, world.clock, DAY);
        Unread unread = new Unread(world.store.history(), world.clock);
        availability =
                presence.agents(new InMemoryAgentAvailability(), unread, AGENTS.offlineGrace());
        agents =
                HandoffModule.of(
                        core.node,
                        world.handoffs,
                        availability,
                        unread,
                        core.relay,
                        core.pending,
                        feeds,
                        kept,
                        world.media,
                        AGENTS);
        chats = new LiveChats(world, core, agents);
        Acknowledgements acknowledgements = acknowledgements();
        clients = new ClientConnections(connected, ownership, feeds, kept, acknowledgements);
        acknowledged =
                new AckRecovery(world.sessions, ownership, world.store.backlog(), acknowledgements);
        UserAdmission admission =
                new UserAdmission(
                        ownership,
                        connected,
                        clients,
                        clients,
                        new PendingLimit(core.pending, MOST_PENDING),
                        agents.cache());
        send = send(admission, remembering);
        hints = hints(admission);
        ReplyJournal journal = journal();
        parts = parts(journal);
        replies = parts;
        recovery = core.recovery;
        erase =
                new ErasureRequests(
                        new PersonSearch(
                                world.store.conversations(),
                                world.claims,
                                world.names,
                                world.accounts),
                        world.erasures,
                        world.ids,
                        world.clock);
        erasure = erasure();
        upkeep = upkeep();
        attendance = new ClaimRenewal(connected, ownership);
        agents.sweep();
        chats.upkeep.sweep();
    }

    /// Ends this run: nothing of it goes on.
    LiveHub crash() {
        core.timer.stop();
        return new LiveHub(world);
    }

    /// The customer leaves.
    void leave(ConversationId conversation) {
        core.locks.withLock(conversation, () -> agents.requests().leave(conversation));
    }

    private PersonErasure erasure() {
        return new PersonErasure(
                world.erasures,
                new MessageErasure(
                        world.store.history(),
                        world.eraser,
                        world.sentFiles,
                        core.lanes,
                        core.locks,
                        parts,
                        world.clock),
                new ChatErasure(
                        world.chats,
                        world.handoffs,
                        world.deskSessions,
                        chats.steps,
                        agents.requests(),
                        core.locks),
                new SessionErasure(
                        world.claims, world.names, world.sessions, world.store.conversations()),
                world.eraser,
                world.audit,
                world.clock);
    }

    private Acknowledgements acknowledgements() {
        return new Acknowledgements(
                world.journal,
                world.sessions,
                core.pending,
                core.telemetry,
                core.live,
                core.later,
                world.clock);
    }

    private Feeds feeds(LiveClients connected, LiveSettings settings) {
        return new Feeds(
                connected,
                new Feeds.Reading(
                        world.store.conversations(),
                        world.store.heldMessages(),
                        world.store.history()),
                core.locks,
                settings,
                core.later,
                world.clock);
    }

    private SendUserMessage send(UserAdmission admission, Executor remembering) {
        SyncReplies patient =
                new SyncReplies(
                        core.callers,
                        new SweptTimeLimits(core.timer, world.clock, System::nanoTime));
        return new UserMessageService(
                admission,
                core.relay,
                core.locks,
                new UserReplies(
                        patient, core.relay, core.watch, world.store.history(), remembering),
                core.agentSessions,
                agents.cache(),
                world.ids,
                world.clock);
    }

    private RelayEphemeralEvents hints(UserAdmission admission) {
        return new EphemeralEvents(
                admission,
                core.sender,
                core.lanes,
                core.live,
                new EphemeralEvents.HintMaking(world.ids, world.clock));
    }

    private ReplyJournal journal() {
        return new ReplyJournal(
                core.relay,
                core.locks,
                new ReplyCorrelation(core.relay, world.store.history()),
                new ReplyEffects(core.agentSessions, core.watch, core.events, agents.requests()),
                world.ids,
                world.clock);
    }

    private ReplyParts parts(ReplyJournal journal) {
        return new ReplyParts(journal, world.parts, core.locks, core.later, world.clock, Map.of());
    }

    private LiveUpkeep upkeep() {
        return new LiveUpkeep(
                world.store.backlog(),
                world.store.journal(),
                core.pending,
                core.telemetry,
                Map.of("desk", Duration.ofHours(24)),
                world.clock);
    }
}
