package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryLaneOwnership;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.DeskSender;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.DeliveryRedrives;
import dev.switchboard.application.service.delivery.DeliveryWatch;
import dev.switchboard.application.service.delivery.DirectCalls;
import dev.switchboard.application.service.delivery.LaneContext;
import dev.switchboard.application.service.delivery.LaneWatch;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.delivery.OutcomeListener;
import dev.switchboard.application.service.delivery.ParkedCounts;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.Recovery;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.message.ChannelSender;
import dev.switchboard.application.service.message.SessionsSender;
import dev.switchboard.application.service.message.user.UserMessageSender;
import dev.switchboard.bootstrap.settings.DeliverySettings;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lanes, their gates, and those who watch and mend deliveries.
@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

    /// Each chat there makes a call of its own, and to open one takes a while.
    private static final GateSettings DESK_OUTSIDE = GateSettings.shared(256);

    @Bean
    LaneOwnership laneOwnership() {
        return new InMemoryLaneOwnership();
    }

    @Bean
    WaitingCallers waitingCallers() {
        return new WaitingCallers();
    }

    @Bean
    PendingCounts pendingCounts(Backlog backlog) {
        return new PendingCounts(backlog);
    }

    @Bean
    TargetLimiters targetGates(
            DeliverySettings settings, List<Upstream> upstreams, Clock clock, Timer timer) {
        return new TargetLimiters(
                target -> settings.rule(target.kind()).gate(own(target, upstreams)), clock, timer);
    }

    @Bean
    DirectCalls directCalls(TargetLimiters gates, RelayTelemetry telemetry, Clock clock) {
        return new DirectCalls(gates, telemetry, clock);
    }

    /// What callers are shown of channels.
    @Bean
    DeliveryRule ruleOfChannels(DeliverySettings settings) {
        return settings.rule(Target.Kind.CHANNEL);
    }

    private static GateSettings own(Target target, List<Upstream> upstreams) {
        return switch (target.kind()) {
            case CHANNEL -> GateSettings.CHANNEL;
            case SESSIONS -> GateSettings.shared(64);
            case BOT, DESK, USER, CLIENTS ->
                    upstreams.stream()
                            .filter(upstream -> upstream.owns(target))
                            .findFirst()
                            .map(Upstream::gate)
                            .orElse(
                                    target.kind() == Target.Kind.DESK
                                            ? DESK_OUTSIDE
                                            : GateSettings.shared(8));
        };
    }

    @Bean
    LaneContext laneContext(
            DeliverySettings settings,
            Journal journal,
            Backlog backlog,
            ChannelSender channels,
            SessionsSender sessions,
            UserMessageSender userMessages,
            DeskSender desks,
            TargetLimiters gates,
            WaitingCallers callers,
            PendingCounts pending,
            RelayTelemetry telemetry,
            OutcomeListener outcomes,
            Timer timer,
            ExecutorService workers,
            Ids ids,
            Clock clock) {
        return new LaneContext(
                journal,
                backlog,
                Map.of(
                        Target.Kind.CHANNEL, channels,
                        Target.Kind.SESSIONS, sessions,
                        Target.Kind.BOT, userMessages,
                        Target.Kind.DESK, desks,
                        Target.Kind.USER, userMessages),
                gates,
                kind -> settings.rule(kind).retries(),
                callers,
                pending,
                telemetry,
                outcomes,
                timer,
                workers,
                ids,
                clock);
    }

    @Bean
    ConversationLocks conversationLocks() {
        return new ConversationLocks();
    }

    @Bean
    Node.Store messageStore(
            Journal journal,
            History history,
            Conversations conversations,
            Backlog backlog,
            DeliveryLog deliveries,
            HeldMessages held) {
        return new Node.Store(journal, history, conversations, backlog, deliveries, held);
    }

    @Bean
    Node node(
            Node.Store store,
            ConversationLocks locks,
            LiveEvents live,
            RelayTelemetry telemetry,
            Timer timer,
            ExecutorService workers,
            Ids ids,
            Clock clock) {
        return new Node(store, locks, live, telemetry, timer, workers, ids, clock);
    }

    @Bean
    Lanes lanes(
            LaneContext context,
            ConversationLocks locks,
            LaneOwnership ownership,
            LiveEvents live) {
        return new Lanes(context, locks, ownership, live);
    }

    @Bean
    Recovery recovery(Backlog backlog, Lanes lanes, PendingCounts pending, TargetLimiters gates) {
        return new Recovery(backlog, lanes, pending, gates);
    }

    @Bean
    WatchLanes watchLanes(
            Lanes lanes, PendingCounts pending, TargetLimiters gates, Recovery recovery) {
        return new LaneWatch(lanes, pending, gates, recovery);
    }

    @Bean
    FollowDeliveries followDeliveries(
            DeliveryLog log, History history, ChannelRegistry registry, Lanes lanes) {
        return new DeliveryWatch(log, history, registry, lanes);
    }

    @Bean
    ParkedCounts parkedCounts(DeliveryLog log) {
        return new ParkedCounts(log);
    }

    @Bean
    RedriveDeliveries mendDeliveries(
            Journal journal,
            History history,
            DeliveryLog log,
            Lanes lanes,
            ConversationLocks locks,
            RelayTelemetry telemetry,
            Clock clock) {
        return new DeliveryRedrives(journal, history, log, lanes, locks, telemetry, clock);
    }
}
