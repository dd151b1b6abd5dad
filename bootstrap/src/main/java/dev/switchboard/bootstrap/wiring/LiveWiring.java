package dev.switchboard.bootstrap.wiring;

import static java.util.stream.Collectors.toMap;

import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.WatchConnections;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.OpenSockets;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.port.out.upstream.OriginClaims;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.session.ConnectionReport;
import dev.switchboard.bootstrap.settings.DeliverySettings;
import dev.switchboard.bootstrap.settings.LiveClientSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles live clients, their feeds and acknowledgements, and the messages between users, bots
/// and desks.
@Configuration(proxyBeanMethods = false)
class LiveWiring {

    private static final int MOST_BINDINGS = 16;
    private static final int PART_OF_THE_HEAP = 8;

    @Bean
    LiveSettings liveSettings(
            List<Upstream> upstreams, List<OriginClaims> claims, LiveClientSettings clients) {
        return new LiveSettings(
                Upstream.byOrigin(upstreams, Upstream::pushes),
                MOST_BINDINGS,
                Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP,
                clients.recoveryWindow(),
                claims.stream().collect(toMap(OriginClaims::origin, OriginClaims::policy)),
                Upstream.byOrigin(upstreams, upstream -> upstream.waits().parkAfter()));
    }

    @Bean
    LiveModule liveModule(
            Node node,
            PeerModule peers,
            HintTelemetry hints,
            DeliveryModule delivery,
            Claims claims,
            ClientSessions sessions,
            LiveSettings settings) {
        return LiveModule.of(node, peers, hints, delivery.pending(), claims, sessions, settings);
    }

    @Bean
    UserModule userModule(
            Node node,
            RelayModule relays,
            LiveModule live,
            HandoffModule handoffs,
            AgentSessions sessions,
            WaitingParts parts,
            List<Upstream> upstreams,
            DeliverySettings settings) {
        return UserModule.of(
                node, relays, live, handoffs, sessions, parts, upstreams, settings.maxPending());
    }

    @Bean
    WatchConnections watchConnections(OpenSockets sockets, WatchCluster cluster) {
        return new ConnectionReport(sockets, cluster);
    }

    @Bean
    RecogniseBrowsers recogniseBrowsers(ResumeTokens tokens) {
        return LiveModule.browsers(tokens);
    }
}
