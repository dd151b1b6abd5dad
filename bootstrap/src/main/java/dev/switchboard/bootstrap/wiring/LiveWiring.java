package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.identity.IdentityProof;
import dev.switchboard.application.service.live.Acknowledgements;
import dev.switchboard.application.service.live.ClientDesk;
import dev.switchboard.application.service.live.FeedDesk;
import dev.switchboard.application.service.live.LiveBroadcast;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.live.PushPolicy;
import dev.switchboard.application.service.live.SessionDesk;
import dev.switchboard.application.service.session.BrowserDesk;
import dev.switchboard.application.service.session.ClaimDesk;
import dev.switchboard.bootstrap.settings.LiveClientSettings;
import dev.switchboard.bootstrap.settings.NetomiSettings;
import dev.switchboard.bootstrap.settings.PegaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Clients that are connected live: who they are, what they are pushed, what they acknowledged.
@Configuration(proxyBeanMethods = false)
class LiveWiring {

    private static final int NETOMI_WINDOW = 16;
    private static final int MOST_BINDINGS = 16;

    @Bean
    LiveSettings liveSettings(
            NetomiSettings netomi, PegaSettings pega, LiveClientSettings clients) {
        return new LiveSettings(
                Map.of("netomi", netomiPushes(netomi), "pega", pegaPushes(pega)),
                MOST_BINDINGS,
                clients.recoveryWindow());
    }

    /// Contract netomi 4.7: once the first wait is over after 20, 40 and each further 60 s.
    private static PushPolicy netomiPushes(NetomiSettings netomi) {
        return new PushPolicy(
                NETOMI_WINDOW,
                List.of(
                        netomi.ackTimeout(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(60)),
                true);
    }

    /// Contract pega 4: so many transmissions, then not before the client comes again.
    private static PushPolicy pegaPushes(PegaSettings pega) {
        return new PushPolicy(
                pega.inFlightPerConnection(),
                Collections.nCopies(pega.transmissionsPerConnection() - 1, pega.ackTimeout()),
                false);
    }

    @Bean
    LiveClients liveClients() {
        return new LiveClients();
    }

    @Bean
    LiveBroadcast liveBroadcast(LiveClients clients, LiveEvents events) {
        return new LiveBroadcast(clients, events);
    }

    @Bean
    ClaimDesk claimDesk(
            Claims claims, Conversations conversations, PegaSettings pega, Clock clock) {
        return new ClaimDesk(claims, conversations, pega.claimTtl(), clock);
    }

    @Bean
    FeedDesk.Reading feedReading(Conversations conversations, HeldMessages held, History history) {
        return new FeedDesk.Reading(conversations, held, history);
    }

    @Bean
    FeedDesk.Running feedRunning(Timer timer, ExecutorService workers, Clock clock) {
        return new FeedDesk.Running(timer, workers, clock);
    }

    @Bean
    FeedDesk feedDesk(
            LiveClients clients,
            FeedDesk.Reading reading,
            Lanes lanes,
            FeedDesk.Running running,
            LiveSettings settings) {
        return new FeedDesk(clients, reading, lanes, running, settings);
    }

    @Bean
    SessionDesk sessionDesk(ClientSessions sessions, LiveSettings settings, Clock clock) {
        return new SessionDesk(sessions, settings.recoveryWindow(), clock);
    }

    @Bean
    Acknowledgements acknowledgements(
            Journal journal,
            ClientSessions sessions,
            PendingCounts pending,
            RelayTelemetry telemetry,
            Clock clock) {
        return new Acknowledgements(journal, sessions, pending, telemetry, clock);
    }

    @Bean
    ClientDesk clientDesk(
            LiveClients clients,
            ClaimDesk claims,
            FeedDesk feeds,
            SessionDesk sessions,
            Acknowledgements acknowledgements) {
        return new ClientDesk(clients, claims, feeds, sessions, acknowledgements);
    }

    @Bean
    RecogniseBrowsers recogniseBrowsers(ResumeTokens tokens) {
        return new BrowserDesk(tokens);
    }

    @Bean
    ProveIdentity proveIdentity(TokenCheck tokens) {
        return new IdentityProof(tokens);
    }
}
