package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.presence.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The organisations this node works with. One that was asked for stays open: there are as many as
/// those who sign tokens name in them.
final class OpenOrganisations {

    private final ConcurrentMap<OrgId, OrganisationWriter> open = new ConcurrentHashMap<>();
    private final Running running;
    private final List<Staff> staff = new CopyOnWriteArrayList<>();

    OpenOrganisations(Running running) {
        this.running = running;
    }

    /// What organisations run on.
    ///
    /// @param workers runs those that have work, each on a thread of its own
    /// @param removalRetention how long it is remembered who left, and so how long a watcher may be
    ///   away and is told only what changed
    record Running(
            Organisations store,
            Timer timer,
            Executor workers,
            Clock clock,
            Duration removalRetention) {}

    /// Looks after those of an organisation's users who are at the hub's own desk.
    interface Staff {

        /// Makes what the organisation was found to have agree with what the desk says. Called with
        /// the first changes after each time it was read.
        void settle(Changeset changeset);

        /// Something else is shown, between two changes: must not block.
        ///
        /// @param what was changed; null if it may be anything
        void shown(OrganisationSnapshot snapshot, @Nullable Batch what);
    }

    Running running() {
        return running;
    }

    /// To be called before any organisation is asked for.
    void attend(Staff who) {
        staff.add(who);
    }

    /// The same one for all callers. Reads nothing yet.
    OrganisationWriter of(OrgId org) {
        return open.computeIfAbsent(org, its -> new OrganisationWriter(its, running, staff));
    }
}
