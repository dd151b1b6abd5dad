package dev.switchboard.scenario;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryHintServer;
import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.KeyedPeerSignatures;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.OpenHintSeal;
import dev.switchboard.application.fakes.RecordingHints;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.attachment.AttachedConsoles;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.peer.ForwardedPorts;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PeerCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Hubs of one process that share the table of one store. Their calls of each other go through the
/// form that they have on a wire.
public final class PeerNetwork {

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final InMemoryHubRegistry hubs = new InMemoryHubRegistry();
    private final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
    private final SequentialIds ids = new SequentialIds();
    private final List<Member> members = new ArrayList<>();
    private final InMemoryHintServer hints = new InMemoryHintServer();
    private final MutableClock clock;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Predicate<String>> lost = new AtomicReference<>(_ -> false);

    public PeerNetwork(MutableClock clock) {
        this.clock = clock;
    }

    /// The calls between hubs so far.
    public int calls() {
        return calls.get();
    }

    /// From now on, calls of these paths reach nobody.
    public void lose(Predicate<String> paths) {
        lost.set(paths);
    }

    /// Carries the hints between the hubs; a test may lose some.
    public InMemoryHintServer hints() {
        return hints;
    }

    /// Every hub gives its sign of life, and hears those of the others.
    public void beat() {
        members.forEach(member -> member.hints.beat().run());
        members.forEach(member -> member.hints.beat().run());
    }

    /// A further hub, which owns nothing until the members [settle][#settle].
    public Member join() {
        return join(live -> live);
    }

    /// A further hub, which hears of the others' events in its own way.
    public Member join(UnaryOperator<LiveEvents> way) {
        Member member = new Member("http://hub-" + members.size(), way);
        members.add(member);
        return member;
    }

    /// Two rounds of each hub: every partition is where it belongs, and everybody knows it.
    public void settle() {
        for (int i = 0; i < 3; i++) {
            members.forEach(Member::round);
        }
    }

    /// The others cannot call the hub any more, and have not noticed yet.
    public void cut(Member member) {
        members.remove(member);
    }

    /// The hub ends without a word, and the others see that.
    public void kill(Member member) {
        cut(member);
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofSeconds(2));
            members.forEach(Member::round);
        }
    }

    /// Whether the hub has not been killed.
    public boolean isThere(Member member) {
        return members.contains(member);
    }

    /// One hub.
    public final class Member implements PeerTelemetry {

        private final String address;
        private final ClusterModule cluster =
                ClusterModule.of(
                        hubs,
                        table,
                        ids,
                        new Later(new FakeTimer(clock), Runnable::run, clock),
                        clock,
                        () -> clock.millis() * 1_000_000);
        private final List<PeerModule> peers = new ArrayList<>();
        private final RecordingHints telemetry = new RecordingHints();
        private final HintModule hints =
                HintModule.of(
                        PeerNetwork.this.hints.line(),
                        new OpenHintSeal(),
                        cluster.directory().orElseThrow(),
                        telemetry,
                        () -> clock.millis() * 1_000_000);

        private final LiveEvents live;

        private Member(String address, UnaryOperator<LiveEvents> way) {
            this.address = address;
            this.live = way.apply(hints.live());
        }

        public ClusterModule cluster() {
            return cluster;
        }

        public LiveEvents live() {
            return live;
        }

        public OrganisationEvents organisations() {
            return hints.organisations();
        }

        public RecordingHints telemetry() {
            return telemetry;
        }

        /// @param locks of the hub's services
        public PeerModule peers(ConversationLocks locks, History history, Chats chats) {
            return peers(locks, history, chats, new AttachedConsoles());
        }

        /// @param locks of the hub's services
        /// @param consoles of the hub
        public PeerModule peers(
                ConversationLocks locks, History history, Chats chats, AttachedConsoles consoles) {
            PeerModule made =
                    PeerModule.of(
                            cluster.directory().orElseThrow(),
                            locks,
                            new ForwardedPorts(history, chats, consoles::tenant),
                            new PeerModule.Wire(
                                    (call, _) -> carry(call),
                                    new KeyedPeerSignatures("the hubs' key")),
                            this,
                            new PeerModule.Time(
                                    clock, () -> clock.millis() * 1_000_000, this::waitAMoment));
            peers.add(made);
            return made;
        }

        private void waitAMoment() {
            clock.advance(A_MOMENT);
            members.forEach(Member::round);
        }

        private void round() {
            cluster.keeper()
                    .orElseThrow()
                    .round(id ->
                            new Hub(
                                    id,
                                    "hub",
                                    "http://hub",
                                    "1",
                                    HubProtocol.CURRENT,
                                    null,
                                    address));
        }

        @Override
        public void forwarded(Result result, Duration took) {}

        @Override
        public void refused() {}
    }

    private Reply carry(PeerCall call) {
        calls.incrementAndGet();
        return members.stream()
                .filter(_ -> !lost.get().test(call.path()))
                .filter(member -> member.address.equals(call.address()))
                .<Reply>map(member ->
                        new Reply.Answered(
                                member.peers
                                        .getFirst()
                                        .server()
                                        .serve(call.path(), call.proof(), call::body)))
                .findFirst()
                .orElseGet(Reply.Unreached::new);
    }
}
