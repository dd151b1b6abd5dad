package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import java.time.Clock;
import java.time.Duration;

/// The services for live clients: their connections, feeds and acknowledgements.
public record LiveModule(
        LiveClients clients,
        Ownership ownership,
        Feeds feeds,
        KeptSessions sessions,
        ClientConnections connections,
        AckRecovery acknowledged,
        LiveUpkeep upkeep) {

    public static LiveModule of(
            Node node,
            PendingCounts pending,
            Claims claims,
            ClientSessions sessions,
            LiveSettings settings) {
        Node.Store store = node.store();
        Clock clock = node.clock();
        Later later = node.later();
        LiveClients clients = new LiveClients();
        node.live().listen(clients::hear);
        Ownership ownership =
                new Ownership(
                        claims,
                        store.conversations(),
                        node.ids(),
                        node.locks(),
                        settings.claims(),
                        clients::claimed,
                        clock);
        Feeds feeds = new Feeds(clients, store, node.locks(), settings, later, clock);
        KeptSessions kept = new KeptSessions(sessions, settings.recoveryWindow(), clock);
        Acknowledgements acknowledgements =
                new Acknowledgements(
                        store.journal(),
                        sessions,
                        pending,
                        node.telemetry(),
                        node.live(),
                        later,
                        clock);
        AckRecovery recovery =
                new AckRecovery(
                        sessions,
                        ownership,
                        node.ownership(),
                        store.backlog(),
                        acknowledgements,
                        later);
        return new LiveModule(
                clients,
                ownership,
                feeds,
                kept,
                new ClientConnections(clients, ownership, feeds, kept, acknowledgements, recovery),
                recovery,
                new LiveUpkeep(
                        store.backlog(),
                        store.journal(),
                        pending,
                        node.telemetry(),
                        settings.parkAfter(),
                        clock));
    }

    /// Takes the resume tokens of browsers, and makes new ones.
    public static RecogniseBrowsers browsers(ResumeTokens tokens) {
        return new KnownBrowsers(tokens);
    }

    /// Settles what clients acknowledged and only their sessions' positions tell of.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void sweep() {
        acknowledged.sweep();
    }

    /// Settles what clients acknowledged to the hub before, in partitions that were taken.
    public PartitionWatcher partitions() {
        return acknowledged;
    }

    /// Parks what nobody came to fetch.
    public void parkUnfetched() {
        upkeep.parkUnfetched();
    }

    /// Ends connections that hold memory which others need. Cheap unless it is short.
    public void relieveMemory() {
        feeds.relieve();
    }

    /// How often to [renew claims][#renewClaims].
    public Duration renewsClaimsEvery() {
        return ownership.grain();
    }

    /// Notes that owners are still there, so that no claim lapses under a client that stays for
    /// days.
    public void renewClaims() {
        clients.followed().forEach(ownership::seen);
    }
}
