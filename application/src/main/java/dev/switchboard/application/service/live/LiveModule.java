package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClaimConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.Feeds.Sharing;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The services for live clients: their connections, feeds and acknowledgements.
public record LiveModule(
        PeerModule peers,
        LiveClients clients,
        Ownership ownership,
        Feeds feeds,
        KeptSessions sessions,
        ClientConnections connections,
        DistantMessages distant,
        AckRecovery acknowledged,
        LiveUpkeep upkeep) {

    public static LiveModule of(
            Node node,
            PeerModule peers,
            HintTelemetry hints,
            PendingCounts pending,
            Claims claims,
            ClientSessions sessions,
            LiveSettings settings) {
        Node.Store store = node.store();
        Clock clock = node.clock();
        Later later = node.later();
        LiveClients clients = new LiveClients(node.live());
        Ownership ownership =
                new Ownership(
                        claims,
                        store.conversations(),
                        node.ids(),
                        node.locks(),
                        settings.claims(),
                        claim -> claimed(clients, node.live(), claim),
                        clock);
        KeptSessions kept = new KeptSessions(sessions, settings.recoveryWindow(), clock);
        kept.include(clients::sessions);
        Feeds feeds =
                new Feeds(
                        clients,
                        ownership,
                        peers.isShared() ? Sharing.SHARED : Sharing.ALONE,
                        node,
                        settings,
                        kept);
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
        DistantMessages distant =
                new DistantMessages(
                        node.live(), store.conversations(), node.ownership(), hints, clock);
        distant.lookAfter(clients, Set::of);
        return new LiveModule(
                peers,
                clients,
                ownership,
                feeds,
                kept,
                new ClientConnections(
                        clients,
                        ownership,
                        peers.forwarded(ClaimConversations.class, ownership::claimByName),
                        feeds,
                        kept,
                        acknowledgements,
                        recovery),
                distant,
                recovery,
                new LiveUpkeep(
                        store.backlog(),
                        store.journal(),
                        pending,
                        node.telemetry(),
                        node.live(),
                        settings.parkAfter(),
                        clock));
    }

    private static void claimed(LiveClients clients, LiveEvents live, Claim claim) {
        if (!claim.isReleased()) {
            clients.claimed(claim);
        }
        live.publish(new Event.Claimed(claim.conversation()));
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

    /// Continue what clients began at the owner before, in partitions that were taken.
    public List<PartitionListener> partitions() {
        return List.of(distant, acknowledged);
    }

    /// Looks after further followers of conversations that other hubs own.
    ///
    /// @param shown conversations whose events they hear, whoever owns them
    public void lookAfter(DistantFollowers followers, Supplier<Set<ConversationId>> shown) {
        distant.lookAfter(followers, shown);
    }

    /// Looks for messages that other hubs journaled for clients and consoles of this one.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void lookForDistantMessages() {
        distant.look();
    }

    /// Parks what nobody came to fetch.
    public void parkUnfetched() {
        upkeep.parkUnfetched();
    }

    /// Ends connections that hold memory which others need. Cheap unless it is short.
    public void relieveMemory() {
        feeds.relieve();
    }

    /// The interval of [#renewClaims].
    public Duration renewsClaimsEvery() {
        return ownership.grain();
    }

    /// The interval of [#renewSessions].
    public Duration renewsSessionsEvery() {
        return sessions.renewsEvery();
    }

    /// Keeps the sessions of clients and consoles that are connected for days.
    public void renewSessions() {
        sessions.renew();
    }

    /// Notes that owners are still there, so that no claim lapses under a client that stays for
    /// days.
    public void renewClaims() {
        clients.followed().forEach(ownership::seen);
    }
}
