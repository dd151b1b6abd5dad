package dev.switchboard.scenario.live;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.RecordingHints;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.Upstream.Waits;
import dev.switchboard.application.service.attachment.AttachedConsoles;
import dev.switchboard.application.service.attachment.AttachmentModule;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.figures.FigureModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.application.service.supervision.SupervisionModule;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClaimPolicy;
import dev.switchboard.scenario.OneThreadLocks;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One run of the hub's live side: the real core between fake edges, everything on the test's own
/// thread. A second run on the same [LiveWorld] is the hub after a crash.
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
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    2,
                    3,
                    new ContextWindow(Duration.ofHours(24), 500, 1 << 20),
                    List.of(QueueId.DEFAULT, SALES));

    static final int MOST_PENDING = 100;

    private static final Duration DAY = Duration.ofHours(24);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final GateSettings BOT_GATE = GateSettings.shared(32);
    private static final GateSettings DESK_GATE = GateSettings.shared(8);

    final ClientConnections clients;
    final LiveModule connected;
    final SendUserMessage send;
    final AcceptReply replies;
    final RelayEphemeralEvents ephemeral;
    final DeliveryModule delivery;
    final PendingCounts pending;
    final PresenceModule presence;
    final AgentAvailability availability;
    final Tenants tenants;
    final TargetLimiters gates;
    final Lanes lanes;
    final HandoffModule handoffs;
    final ConsoleModule agents;
    final AttachmentModule attachments;
    final SupervisionModule supervision;
    final FigureModule figures;
    final UserModule users;
    final ChatModule chats;
    final ErasePeople erase;
    final PeopleModule people;
    final SearchModule search;

    /// Everything, until a test ends it; not of a hub that was given another ownership.
    final FakePartitionOwnership ownership = new FakePartitionOwnership();

    final OneThreadLocks locks;
    private final AttachedConsoles attached = new AttachedConsoles();
    final PeerModule peers;
    private final LiveWorld world;
    private final PartitionOwnership owned;
    private final FakeTimer timer;
    private final LiveEvents live;
    private final RecordingTelemetry telemetry = new RecordingTelemetry();

    LiveHub(LiveWorld world) {
        this(world, Set.of());
    }

    /// @param takenOver origins of conversations that belong to the last writer
    LiveHub(LiveWorld world, Set<String> takenOver) {
        this(world, takenOver, null, null);
    }

    /// @param remembering runs the writes about outcomes after their senders got the answer
    LiveHub(LiveWorld world, Executor remembering) {
        this(world, Set.of(), remembering, null);
    }

    /// One of several hubs that share their partitions.
    LiveHub(LiveWorld world, PeerNetwork.Member member) {
        this(world, Set.of(), null, member);
    }

    private LiveHub(
            LiveWorld world,
            Set<String> takenOver,
            @Nullable Executor remembering,
            PeerNetwork.@Nullable Member member) {
        this.world = world;
        this.owned = member == null ? ownership : member.cluster().ownership();
        this.live = member == null ? new InMemoryLiveEvents() : member.live();
        this.locks = new OneThreadLocks(this.owned);
        this.timer = new FakeTimer(world.clock);
        peers =
                member == null
                        ? PeerModule.alone()
                        : member.peers(
                                locks, world.store.history(), world.stores.chats(), attached);
        Node node = node(locks.outside(Runnable::run));
        List<Upstream> upstreams = upstreams();
        delivery =
                DeliveryModule.of(
                        node,
                        new InMemoryChannelRegistry(world.outage),
                        upstreams,
                        target -> target.kind() == Target.Kind.BOT ? BOT_GATE : DESK_GATE,
                        _ -> RetryPolicy.SHARED);
        RelayModule relays =
                RelayModule.of(
                        node,
                        delivery,
                        new SweptTimeLimits(timer, world.clock, System::nanoTime),
                        () -> world.shortOfRoom);
        connected =
                LiveModule.of(
                        node,
                        peers,
                        member == null ? new RecordingHints() : member.telemetry(),
                        delivery.pending(),
                        world.stores.claims(),
                        world.stores.people().sessions(),
                        settings(takenOver));
        presence =
                PresenceModule.of(
                        world.stores.people().organisations(),
                        member == null ? OrganisationEvents.NONE : member.organisations(),
                        peers,
                        this.owned,
                        timer,
                        node.workers(),
                        world.clock,
                        DAY);
        UnreadTally unread = new UnreadTally(world.store.history(), world.clock);
        availability =
                presence.agents(
                        peers, new InMemoryAgentAvailability(), unread, AGENTS.offlineGrace());
        tenants = new Tenants(upstreams);
        handoffs =
                HandoffModule.of(
                        node,
                        tenants,
                        new HandoffModule.Stores(
                                world.stores.handoffs(),
                                world.stores.counted(),
                                world.stores.labels()),
                        relays,
                        peers,
                        upstreams,
                        AGENTS);
        agents =
                ConsoleModule.of(
                        node,
                        handoffs,
                        new ConsoleModule.Stores(world.stores.drafts(), world.stores.goals()),
                        availability,
                        unread,
                        connected,
                        world.media,
                        AGENTS);
        attachments = AttachmentModule.of(node, peers, agents.consoles(), attached);
        supervision =
                SupervisionModule.of(
                        node,
                        agents,
                        handoffs.forDesks().directions(),
                        world.stores.goals(),
                        world.stores.counted(),
                        AGENTS);
        figures =
                FigureModule.of(
                        node, world.stores.counted(), world.stores.goals(), Duration.ofDays(400));
        users =
                UserModule.of(
                        remembering == null ? node : node(remembering),
                        relays,
                        connected,
                        handoffs,
                        world.stores.people().agentSessions(),
                        world.stores.people().parts(),
                        upstreams,
                        MOST_PENDING);
        chats =
                ChatModule.of(
                        node,
                        relays,
                        handoffs,
                        world.stores.chats(),
                        world.stores.people().names(),
                        world.outside,
                        upstreams,
                        users.sender());
        clients = connected.connections();
        send = users.send();
        replies = users.replies();
        ephemeral = users.ephemeral();
        gates = delivery.gates();
        lanes = delivery.lanes();
        pending = delivery.pending();
        search = SearchModule.of(node, handoffs, agents.agents(), world.index, world.searchable);
        people =
                PeopleModule.of(
                        node,
                        peers,
                        relays,
                        handoffs,
                        users,
                        chats,
                        world.stores.people(),
                        search::erased,
                        world.audit);
        erase = people.erase();
        unlessAway(this::sweepHandoffs);
        unlessAway(chats::sweep);
    }

    /// As the schedule does, which tries again.
    private static void unlessAway(Runnable sweep) {
        try {
            sweep.run();
        } catch (StoreUnavailableException _) {
            // tests that begin an outage sweep again themselves
        }
    }

    private Node node(Executor workers) {
        return new Node(
                new Node.Store(
                        world.journal,
                        world.store.history(),
                        world.store.conversations(),
                        world.store.backlog(),
                        world.store.deliveryLog(),
                        world.untaken),
                owned,
                locks,
                live,
                telemetry,
                timer,
                workers,
                world.ids,
                world.clock,
                world.clock.steady());
    }

    private LiveSettings settings(Set<String> takenOver) {
        return new LiveSettings(
                Map.of("bot", INSISTENT, "desk", THRICE),
                16,
                world.mostBytes,
                DAY,
                Map.of(
                        "bot",
                        new ClaimPolicy(DAY, false, takenOver.contains("bot")),
                        "desk",
                        new ClaimPolicy(DAY, true, takenOver.contains("desk"))),
                Map.of("desk", DAY));
    }

    private List<Upstream> upstreams() {
        return List.of(
                upstream("bot", new Waits(null, SOON, null, null), null),
                upstream("desk", new Waits(SOON, null, null, null), null),
                upstream(
                        LiveChats.ORIGIN,
                        new Waits(null, null, null, null),
                        LiveChats.chats(world.files)));
    }

    private Upstream upstream(String name, Waits waits, Upstream.@Nullable Chats chats) {
        return new Upstream(
                name, world.bot.of(name), DESK_GATE, INSISTENT, waits, null, null, chats);
    }

    /// What the schedule does for conversations and for desks.
    void sweepHandoffs() {
        handoffs.sweep();
        agents.sweep();
    }

    /// What the schedule does for everything.
    void sweep() {
        delivery.sweep();
        sweepHandoffs();
        chats.sweep();
        connected.sweep();
    }

    /// Ends this run: no work of it continues.
    LiveHub crash() {
        timer.stop();
        return new LiveHub(world);
    }

    /// Runs a task when this thread has released its next lock, and before it goes on.
    void afterNextLock(Runnable task) {
        locks.afterNextLock(task);
    }

    /// All that follow partitions, as in the packaged hub. The schedule's work comes when it finds
    /// least: right before the partitions are this hub's.
    PartitionListener[] listeners() {
        return new PartitionListener[] {
            delivery.partitions(),
            handoffs.partitions(),
            agents.partitions(),
            agents.requests(),
            users.partitions(),
            chats.partitions(),
            connected.partitions().getFirst(),
            connected.partitions().getLast(),
            presence.partitions(),
            search.partitions(),
            new PartitionListener() {
                @Override
                public void taken(Partitions some, boolean clean) {
                    unlessAway(LiveHub.this::sweep);
                }
            }
        };
    }

    LiveEvents live() {
        return live;
    }

    /// The number of timers that are set.
    int timers() {
        return timer.waiting();
    }

    /// Tells all that listen, as the relay does.
    void publish(LiveEvents.Event event) {
        live.publish(event);
    }

    /// The customer leaves.
    void leave(ConversationId conversation) {
        locks.withLock(conversation, () -> handoffs.requests().leave(conversation));
    }
}
