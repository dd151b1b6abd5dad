package dev.switchboard.scenario;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeResponseTokens;
import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.InMemoryReplays;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.ScriptedSessionsGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.fakes.TimedIds;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts that outlive a run of the hub: store, peers and time. The seed's channel is
/// registered.
final class World {

    final MutableClock clock;
    final Outage outage = new Outage();
    final FakePartitionOwnership ownership = new FakePartitionOwnership();
    final StorePorts store;
    final HeldJournal journal;
    final Replayer replayer;
    final Replays replays;
    final ChannelRegistry registry;
    final ScriptedChannelGateway channel;
    final ScriptedSessionsGateway sessions;
    final SequentialIds ids;

    /// Whether the store's disk has too little room for new messages.
    volatile boolean shortOfRoom;

    World() {
        this.clock = new MutableClock();
        InMemoryStore memory = new InMemoryStore(outage, clock);
        this.store = memory.ports();
        this.replayer = memory.replayer();
        this.replays = new InMemoryReplays(outage);
        this.registry = new InMemoryChannelRegistry(outage);
        this.journal = new HeldJournal(store.journal());
        this.channel = new ScriptedChannelGateway();
        this.sessions = new ScriptedSessionsGateway();
        this.ids = new TimedIds(clock);
        registry.insert(Seed.channel());
    }

    /// A world on this store.
    World(StorePorts store, ChannelRegistry registry) {
        this.clock = new MutableClock();
        this.store = store;
        this.replayer = (Replayer) store.journal();
        this.replays = new InMemoryReplays(outage);
        this.registry = registry;
        this.journal = new HeldJournal(store.journal());
        this.channel = new ScriptedChannelGateway();
        this.sessions = new ScriptedSessionsGateway();
        this.ids = new TimedIds(clock);
        registry.insert(Seed.channel());
    }

    /// The same world with the store as another hub sees it.
    World(World same, StorePorts store, ChannelRegistry registry) {
        this.clock = same.clock;
        this.store = store;
        this.replayer = (Replayer) store.journal();
        this.replays = same.replays;
        this.registry = registry;
        this.journal = new HeldJournal(store.journal());
        this.channel = same.channel;
        this.sessions = same.sessions;
        this.ids = same.ids;
    }

    static UpstreamReply away() {
        return new UpstreamReply.Unavailable(Cause.SERVER_ERROR, 503, null);
    }

    static UpstreamReply busyFor(Duration wait) {
        return new UpstreamReply.Unavailable(Cause.BUSY, 429, wait);
    }

    static SendChannelMessage.Command message(String session, String json) {
        return new SendChannelMessage.Command(
                "backend", "slack-sim", session, new Content(json), null, null, true);
    }

    static SendChannelMessage.Command unawaited(String json) {
        return new SendChannelMessage.Command(
                "backend", "slack-sim", Seed.SESSION, new Content(json), null, null, false);
    }

    static SendChannelMessage.Command keyed(String json, String key, String fingerprint) {
        return keyed("backend", json, key, fingerprint);
    }

    static SendChannelMessage.Command keyed(
            String principal, String json, String key, String fingerprint) {
        return new SendChannelMessage.Command(
                principal,
                "slack-sim",
                Seed.SESSION,
                new Content(json),
                null,
                new SendChannelMessage.Key(key, fingerprint),
                true);
    }

    /// The same request by a sender who does not wait.
    static SendChannelMessage.Command withoutWaiting(SendChannelMessage.Command same) {
        return new SendChannelMessage.Command(
                same.principal(),
                same.channelId(),
                same.sessionId(),
                same.message(),
                same.responseUrl(),
                same.key(),
                false);
    }

    static AcceptChannelCallback.Command answer(
            String session, String json, @Nullable String token) {
        return new AcceptChannelCallback.Command(
                session, new Content(json), json, null, new Proofs(token, null));
    }

    static AcceptChannelCallback.Command answerTo(MessageId message, String json) {
        return answer(Seed.SESSION, json, new FakeResponseTokens().tokenFor(message));
    }

    List<String> sentToChannel() {
        return channel.calls().stream().map(ChannelGateway.Call::message).toList();
    }

    List<String> forwarded() {
        return sessions.calls().stream().map(SessionsGateway.Call::responseData).toList();
    }
}
