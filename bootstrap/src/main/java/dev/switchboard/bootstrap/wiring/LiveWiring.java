package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.identity.IdentityProof;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.session.KnownBrowsers;
import dev.switchboard.bootstrap.settings.DeliverySettings;
import dev.switchboard.bootstrap.settings.LiveClientSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Clients that are connected live: who they are, what they are pushed, what they acknowledged,
/// what their users say, and what bots and desks answer.
@Configuration(proxyBeanMethods = false)
class LiveWiring {

    private static final int MOST_BINDINGS = 16;

    @Bean
    LiveSettings liveSettings(List<Upstream> upstreams, LiveClientSettings clients) {
        return new LiveSettings(
                byOrigin(upstreams, Upstream::pushes),
                MOST_BINDINGS,
                clients.recoveryWindow(),
                byOrigin(upstreams, Upstream::claims),
                byOrigin(upstreams, upstream -> upstream.waits().parkAfter()));
    }

    /// Without the upstreams that have no such part.
    private static <T> Map<String, T> byOrigin(
            List<Upstream> upstreams, Function<Upstream, @Nullable T> part) {
        Map<String, T> parts = new HashMap<>();
        for (Upstream upstream : upstreams) {
            T its = part.apply(upstream);
            if (its != null) {
                parts.put(upstream.name(), its);
            }
        }
        return parts;
    }

    @Bean
    LiveModule liveModule(
            Node node,
            DeliveryModule delivery,
            Claims claims,
            ClientSessions sessions,
            LiveSettings settings) {
        return LiveModule.of(node, delivery.pending(), claims, sessions, settings);
    }

    @Bean
    ClientConnections clientConnections(LiveModule live) {
        return live.connections();
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
    SendUserMessage sendUserMessage(UserModule users) {
        return users.send();
    }

    @Bean
    RelayEphemeralEvents relayEphemeralEvents(UserModule users) {
        return users.hints();
    }

    @Bean
    AcceptReply acceptReply(UserModule users) {
        return users.replies();
    }

    @Bean
    RecogniseBrowsers recogniseBrowsers(ResumeTokens tokens) {
        return new KnownBrowsers(tokens);
    }

    @Bean
    ProveIdentity proveIdentity(TokenCheck tokens, FindTenants tenants) {
        return new IdentityProof(tokens, tenants);
    }
}
