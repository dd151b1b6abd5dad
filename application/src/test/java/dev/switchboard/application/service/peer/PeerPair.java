package dev.switchboard.application.service.peer;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.KeyedPeerSignatures;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerCall;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Two hubs that share a table, and the wire between them.
abstract class PeerPair {

    final InMemoryHubRegistry hubs = new InMemoryHubRegistry();
    final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
    final SequentialIds ids = new SequentialIds();
    final MutableClock clock = new MutableClock();
    final AtomicLong nanos = new AtomicLong();
    final List<PeerCall> calls = new ArrayList<>();
    final List<HubId> givenUp = new ArrayList<>();
    private final Peers way =
            new Peers() {
                @Override
                public Reply call(PeerCall call, Duration limit) {
                    return carry(call);
                }

                @Override
                public void giveUp(HubId hub) {
                    givenUp.add(hub);
                }
            };
    final Side one = new Side("http://one", "key");
    final Side other = new Side("http://other", "key");

    /// What the wire makes of a call; null to bring it to its hub.
    Function<PeerCall, @Nullable Reply> disturbance = _ -> null;

    /// What happens while a call waits for its next try.
    Runnable meanwhile = () -> {};

    /// One hub.
    final class Side implements PeerTelemetry {

        final String address;
        final ClusterModule cluster =
                ClusterModule.of(
                        hubs,
                        table,
                        ids,
                        new Later(new FakeTimer(clock), Runnable::run, clock),
                        clock,
                        nanos::get);
        final ConversationLocks locks = new ConversationLocks(cluster.ownership());
        final PeerSignatures signatures;
        final PeerModule peers;
        final List<SendChannelMessage.Command> sent = new ArrayList<>();
        final List<List<ReceiveUserMessages.InboundMessage>> heard = new ArrayList<>();
        final List<Result> results = new ArrayList<>();
        int refusals;

        /// The answer of this hub's own service.
        Function<SendChannelMessage.Command, SendChannelMessage.Result> service =
                _ ->
                        new SendChannelMessage.Result.Queued(
                                new MessageId("msg_0000000000000000000000000000000a"), false);

        final SendChannelMessage port;
        final ReceiveUserMessages hearing;

        Side(String address, String key) {
            this.address = address;
            this.signatures = new KeyedPeerSignatures(key);
            this.peers =
                    PeerModule.of(
                            cluster.directory().orElseThrow(),
                            locks,
                            new ForwardedPorts(
                                    new InMemoryStore(new Outage(), clock).ports().history(),
                                    new InMemoryChats(),
                                    _ -> null),
                            new PeerModule.Wire(way, signatures),
                            this,
                            new PeerModule.Time(clock, nanos::get, PeerPair.this::waitABit));
            this.port =
                    peers.forwarded(
                            SendChannelMessage.class,
                            command -> {
                                sent.add(command);
                                return service.apply(command);
                            });
            this.hearing = peers.forwarded(ReceiveUserMessages.class, heard::add);
        }

        void round() {
            cluster.keeper()
                    .orElseThrow()
                    .round(id ->
                            new Hub(id, "h", "http://h", "1", HubProtocol.CURRENT, null, address));
        }

        /// A session whose conversation is this hub's.
        String session() {
            return sessions().getFirst();
        }

        List<String> sessions() {
            return IntStream.range(0, 100)
                    .mapToObj(i -> "session-" + i)
                    .filter(name -> cluster.ownership().owns(ConversationId.ofSession(name)))
                    .toList();
        }

        @Override
        public void forwarded(Result result, Duration took) {
            results.add(result);
        }

        @Override
        public void refused() {
            refusals++;
        }
    }

    /// Each hub has its part.
    void share() {
        one.round();
        other.round();
        one.round();
        other.round();
    }

    private Reply carry(PeerCall call) {
        calls.add(call);
        Reply disturbed = disturbance.apply(call);
        if (disturbed != null) {
            return disturbed;
        }
        Side called = call.address().equals(one.address) ? one : other;
        return new Reply.Answered(serve(called, call));
    }

    static PeerAnswer serve(Side called, PeerCall call) {
        return called.peers.server().serve(call.path(), call.proof(), call::body);
    }

    private void waitABit() {
        pass(Duration.ofMillis(50));
        meanwhile.run();
    }

    void pass(Duration duration) {
        clock.advance(duration);
        nanos.addAndGet(duration.toNanos());
    }

    static SendChannelMessage.Command message(String session) {
        return new SendChannelMessage.Command(
                "backend", "channel", session, new Content("\"text\""), null, null, true);
    }
}
