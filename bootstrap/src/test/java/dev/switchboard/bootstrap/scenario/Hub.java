package dev.switchboard.bootstrap.scenario;

import dev.switchboard.application.fakes.FakeEgressPolicy;
import dev.switchboard.application.fakes.FakeResponseTokens;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.FakeWebhookSignatures;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.inmemory.InMemoryLaneOwnership;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.channel.ChannelOperations;
import dev.switchboard.application.service.channel.ChannelRegistryService;
import dev.switchboard.application.service.channel.ChannelSwitch;
import dev.switchboard.application.service.delivery.DeliveryRedrives;
import dev.switchboard.application.service.delivery.DeliveryWatch;
import dev.switchboard.application.service.delivery.LaneContext;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.Recovery;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.message.CallbackProofs;
import dev.switchboard.application.service.message.ChannelAdmission;
import dev.switchboard.application.service.message.ChannelCallbackService;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.application.service.message.ChannelSender;
import dev.switchboard.application.service.message.KnownSessions;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.application.service.message.ProbeCallbacks;
import dev.switchboard.application.service.message.RecentlySent;
import dev.switchboard.application.service.message.ResponseUrls;
import dev.switchboard.application.service.message.SendChannelMessageService;
import dev.switchboard.application.service.message.SessionsSender;
import dev.switchboard.application.service.message.SignatureProofs;
import dev.switchboard.application.service.message.SyncReplies;
import dev.switchboard.application.service.message.TokenProofs;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/// One run of the hub: the real core between fake edges. A second one on the same [World] is the
/// hub after a crash.
final class Hub {

    final SendChannelMessage send;
    final AcceptChannelCallback callback;
    final ManageChannels channels;
    final OperateChannels operate;
    final FollowDeliveries follow;
    final RedriveDeliveries mend;
    final Recovery recovery;
    final Lanes lanes;
    final OneThreadLocks locks = new OneThreadLocks();
    final RecordingTelemetry telemetry = new RecordingTelemetry();

    private final World world;
    private final StorePorts store;
    private final SessionsServer sessionsServer;
    private final FakeTimer timer;
    private final FakeResponseTokens tokens = new FakeResponseTokens();
    private final ResponseUrls urls =
            new ResponseUrls(
                    tokens, () -> URI.create("http://localhost:8000"), Set.of("hooks.example"));
    private final ChannelSwitch channelSwitch;
    final TargetLimiters gates;
    private final WaitingCallers callers = new WaitingCallers();
    private final PendingCounts pending;
    private final RecentlySent sent = new RecentlySent();
    private final MessageRelay relay;
    private final ProbeCallbacks probes = new ProbeCallbacks();

    Hub(World world, Executor workers) {
        this(world, workers, Callbacks.PROVEN, SessionsServer.CONFIGURED);
    }

    Hub(World world, Executor workers, Callbacks callbacks, SessionsServer sessionsServer) {
        this.world = world;
        this.store = world.store;
        this.sessionsServer = sessionsServer;
        timer = new FakeTimer(world.clock);
        channelSwitch = new ChannelSwitch(world.registry);
        gates = gates();
        pending = new PendingCounts(store.backlog());
        InMemoryLiveEvents live = new InMemoryLiveEvents();
        lanes =
                new Lanes(
                        context(locks.outside(workers)), locks, new InMemoryLaneOwnership(), live);
        recovery = new Recovery(store.backlog(), lanes, pending, gates);
        relay =
                new MessageRelay(
                        world.journal,
                        world.store.history(),
                        lanes,
                        locks,
                        telemetry,
                        sent,
                        live,
                        () -> world.shortOfRoom);
        send = send();
        callback = callback(callbacks);
        channels = channels();
        operate = operate();
        follow = new DeliveryWatch(store.deliveryLog(), store.history(), world.registry, lanes);
        mend =
                new DeliveryRedrives(
                        world.journal,
                        store.history(),
                        store.deliveryLog(),
                        lanes,
                        locks,
                        telemetry,
                        world.clock);
    }

    private TargetLimiters gates() {
        return new TargetLimiters(
                target ->
                        target.kind() == Target.Kind.CHANNEL
                                ? GateSettings.CHANNEL
                                : GateSettings.shared(64),
                world.clock,
                timer);
    }

    private LaneContext context(Executor workers) {
        return new LaneContext(
                world.journal,
                store.backlog(),
                Map.of(
                        Target.Kind.CHANNEL,
                        channelSender(),
                        Target.Kind.SESSIONS,
                        new SessionsSender(world.sessions, sessionsServer)),
                gates,
                _ -> RetryPolicy.SHARED,
                callers,
                pending,
                telemetry,
                (_, _, _) -> {},
                timer,
                workers,
                world.ids,
                world.clock);
    }

    private ChannelSender channelSender() {
        return new ChannelSender(
                world.registry,
                world.channel,
                urls,
                id -> channelSwitch.turn(id, new ChannelStatus.Disabled(ChannelStatus.GONE)),
                world.clock);
    }

    private SendChannelMessage send() {
        SyncReplies patient =
                new SyncReplies(callers, new SweptTimeLimits(timer, world.clock, System::nanoTime));
        return new SendChannelMessageService(
                new ChannelAdmission(world.registry, pending, 100),
                urls,
                relay,
                locks,
                patient,
                Duration.ofSeconds(20),
                world.ids,
                world.clock);
    }

    private AcceptChannelCallback callback(Callbacks callbacks) {
        CallbackProofs proofs =
                new CallbackProofs(
                        new TokenProofs(tokens, sent, store.history(), Duration.ofHours(24)),
                        new SignatureProofs(world.registry, new FakeWebhookSignatures()),
                        new KnownSessions(
                                store.conversations(), store.history(), Duration.ofDays(30)),
                        callbacks);
        return new ChannelCallbackService(
                proofs, relay, locks, probes, sessionsServer, world.ids, world.clock);
    }

    private ManageChannels channels() {
        return new ChannelRegistryService(
                world.registry,
                new FakeEgressPolicy("169.254.169.254"),
                world.journal,
                lanes,
                world.ids,
                world.clock);
    }

    private OperateChannels operate() {
        return new ChannelOperations(
                channelSwitch,
                new ChannelProbe(world.channel, relay, locks, urls, probes, world.ids, world.clock),
                gates,
                store.deliveryLog(),
                world.ids,
                world.clock);
    }
}
