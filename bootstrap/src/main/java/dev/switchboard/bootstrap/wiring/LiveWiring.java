package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
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
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.identity.IdentityProof;
import dev.switchboard.application.service.live.AckRecovery;
import dev.switchboard.application.service.live.Acknowledgements;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.application.service.live.LiveBroadcast;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.session.KnownBrowsers;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.bootstrap.settings.LiveClientSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Clients that are connected live: who they are, what they are pushed, what they acknowledged.
@Configuration(proxyBeanMethods = false)
class LiveWiring {

    private static final int MOST_BINDINGS = 16;

    @Bean
    LiveSettings liveSettings(List<Upstream> upstreams, LiveClientSettings clients) {
        return new LiveSettings(
                byOrigin(upstreams, Upstream::pushes), MOST_BINDINGS, clients.recoveryWindow());
    }

    private static <T> Map<String, T> byOrigin(
            List<Upstream> upstreams, Function<Upstream, T> part) {
        return upstreams.stream().collect(Collectors.toUnmodifiableMap(Upstream::name, part));
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
    Ownership ownership(
            Claims claims,
            Conversations conversations,
            ConversationLocks locks,
            List<Upstream> upstreams,
            LiveClients clients,
            Clock clock) {
        return new Ownership(
                claims,
                conversations,
                locks,
                byOrigin(upstreams, Upstream::claims),
                clients::claimed,
                clock);
    }

    @Bean
    Feeds.Reading feedReading(Conversations conversations, HeldMessages held, History history) {
        return new Feeds.Reading(conversations, held, history);
    }

    @Bean
    Later later(Timer timer, ExecutorService workers, Clock clock) {
        return new Later(timer, workers, clock);
    }

    @Bean
    Feeds feeds(
            LiveClients clients,
            Feeds.Reading reading,
            ConversationLocks locks,
            LiveSettings settings,
            Later later,
            Clock clock) {
        return new Feeds(clients, reading, locks, settings, later, clock);
    }

    @Bean
    KeptSessions keptSessions(ClientSessions sessions, LiveSettings settings, Clock clock) {
        return new KeptSessions(sessions, settings.recoveryWindow(), clock);
    }

    @Bean
    Acknowledgements acknowledgements(
            Journal journal,
            ClientSessions sessions,
            PendingCounts pending,
            RelayTelemetry telemetry,
            LiveEvents live,
            Later later,
            Clock clock) {
        return new Acknowledgements(journal, sessions, pending, telemetry, live, later, clock);
    }

    @Bean
    AckRecovery ackRecovery(
            ClientSessions sessions,
            Ownership ownership,
            Backlog backlog,
            Acknowledgements acknowledgements) {
        return new AckRecovery(sessions, ownership, backlog, acknowledgements);
    }

    @Bean
    ClientConnections clientConnections(
            LiveClients clients,
            Ownership ownership,
            Feeds feeds,
            KeptSessions sessions,
            Acknowledgements acknowledgements) {
        return new ClientConnections(clients, ownership, feeds, sessions, acknowledgements);
    }

    @Bean
    RecogniseBrowsers recogniseBrowsers(ResumeTokens tokens) {
        return new KnownBrowsers(tokens);
    }

    @Bean
    ProveIdentity proveIdentity(TokenCheck tokens) {
        return new IdentityProof(tokens);
    }
}
