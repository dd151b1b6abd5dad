package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.RecallAgents;
import dev.switchboard.application.port.in.presence.ReportAttendance;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.DeskAvailability;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.peer.PeerModule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/// The services for organisations and the presence of their users.
///
/// @param groups the groups and their members
/// @param profiles the profiles and their states
public record PresenceModule(
        OpenOrganisations organisations,
        WatchPresence watch,
        ReportPresence reports,
        CountUnread unread,
        ManageUsers users,
        GroupService groups,
        ProfileService profiles,
        ManageTelephony telephony) {

    /// @param peers takes questions about organisations to their owners
    /// @param workers runs each organisation with work on a thread of its own
    /// @param removalRetention how long removals are remembered, and so how long a watcher may be
    ///   disconnected and still be told only the changes
    public static PresenceModule of(
            Organisations store,
            OrganisationEvents events,
            PeerModule peers,
            PartitionOwnership ownership,
            Timer timer,
            Executor workers,
            Clock clock,
            Duration removalRetention) {
        OpenOrganisations organisations =
                new OpenOrganisations(
                        new OpenOrganisations.Running(
                                store,
                                events,
                                ownership,
                                timer,
                                workers,
                                clock,
                                removalRetention,
                                peers.isShared()),
                        peers);
        return new PresenceModule(
                organisations,
                new WatchService(organisations, removalRetention),
                new ReportService(organisations),
                new UnreadService(organisations),
                new UserService(organisations),
                new GroupService(organisations),
                new ProfileService(organisations),
                new TelephonyService(organisations));
    }

    /// Keeps the organisations of the partitions that come and go.
    public PartitionListener partitions() {
        return organisations;
    }

    /// Compares what is shown of organisations that other hubs own with what those show, where
    /// hints may have been lost. To be called once a second where hubs share their partitions.
    public void compare() {
        organisations.compare();
    }

    /// Returns the availability of the hub's agents; some are users of an organisation. To be
    /// called once, before any organisation is used.
    ///
    /// @param peers connect desks with the owners of organisations
    /// @param nobodysUsers the availability of agents who are no users
    /// @param offlineGrace how long an agent without a console still counts as signed in
    public AgentAvailability agents(
            PeerModule peers,
            DeskAvailability nobodysUsers,
            UnreadTally unread,
            Duration offlineGrace) {
        RecentMoves moves = new RecentMoves(organisations.running().clock(), offlineGrace);
        DeskRoll roll = new DeskRoll(organisations, unread, moves);
        Attendances attendances =
                new Attendances(
                        organisations,
                        peers.forwarded(RecallAgents.class, roll),
                        moves,
                        offlineGrace);
        AttendanceReports told =
                new AttendanceReports(
                        peers.forwarded(ReportAttendance.class, attendances),
                        roll,
                        unread,
                        organisations.running().workers());
        AgentPresence agents =
                new AgentPresence(
                        roll,
                        told,
                        organisations,
                        peers.forwarded(ReportPresence.class, reports),
                        nobodysUsers);
        List.of(moves, attendances, roll, agents).forEach(organisations::listen);
        return agents;
    }
}
