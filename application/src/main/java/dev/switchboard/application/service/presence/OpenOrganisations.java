package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.presence.OrganisationUpdates;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.presence.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The organisations that this hub works with. An organisation stays open once it was used. There
/// are only as many as the issuers of tokens name.
final class OpenOrganisations implements PartitionListener {

    private final ConcurrentMap<OrgId, OpenOrganisation> open = new ConcurrentHashMap<>();
    private final Running running;
    private final List<OrganisationListener> listeners = new CopyOnWriteArrayList<>();
    private final OrganisationUpdates updates;

    /// @param peers takes questions about organisations to their owners
    OpenOrganisations(Running running, PeerModule peers) {
        this.running = running;
        this.updates =
                peers.forwarded(OrganisationUpdates.class, (org, known) -> of(org).since(known));
        running.events().listen(this::changedElsewhere);
    }

    /// The ports and settings of organisations.
    ///
    /// @param workers runs each organisation with work on a thread of its own
    /// @param removalRetention how long removals are remembered, and so how long a watcher may be
    ///   disconnected and still be told only the changes
    /// @param shared whether other hubs own some
    record Running(
            Organisations store,
            OrganisationEvents events,
            PartitionOwnership ownership,
            Timer timer,
            Executor workers,
            Clock clock,
            Duration removalRetention,
            boolean shared) {

        /// The time to the millisecond, the precision of stores.
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// Listens to the organisations whose users are agents at a desk.
    interface OrganisationListener {

        /// Makes the organisation's data agree with what desks know. Called with the first changes
        /// after each read from the store.
        default void settle(Changeset changeset) {}

        /// Called when visible data changed, between two changes; must not block.
        ///
        /// @param what the changes; null if anything may have changed
        default void shown(OrganisationSnapshot snapshot, @Nullable Batch what) {}

        /// Called when this hub takes partitions and when it loses them: what is in memory of their
        /// organisations and desks does not count any more. Must not block.
        default void moved(Partitions some) {}
    }

    Running running() {
        return running;
    }

    /// Must be called before any organisation is used.
    void listen(OrganisationListener listener) {
        listeners.add(listener);
    }

    /// Another hub may have changed them meanwhile.
    @Override
    public void taken(Partitions some, boolean clean) {
        listeners.forEach(listener -> listener.moved(some));
        in(some).map(OpenOrganisation::writer).forEach(OrganisationWriter::doubt);
    }

    /// Followers here hear of what changed meanwhile, and calls that were to end do.
    @Override
    public void recover(Partitions some, boolean last) {
        in(some).map(OpenOrganisation::writer)
                .forEach(writer -> {
                    writer.doubt();
                    writer.settle();
                });
    }

    @Override
    public Progress giving(Partitions some) {
        return in(some).map(OpenOrganisation::writer).anyMatch(OrganisationWriter::works)
                ? Progress.UNDER_WAY
                : Progress.QUIET;
    }

    @Override
    public void lost(Partitions some) {
        listeners.forEach(listener -> listener.moved(some));
        in(some).forEach(OpenOrganisation::lost);
    }

    private Stream<OpenOrganisation> in(Partitions some) {
        return open.entrySet().stream()
                .filter(each -> some.contains(each.getKey()))
                .map(Map.Entry::getValue);
    }

    private void changedElsewhere(OrgId org) {
        OpenOrganisation known = open.get(org);
        if (known != null) {
            known.changedElsewhere();
        }
    }

    /// Compares what is shown of other hubs' organisations with what those show, where hints may
    /// have been lost. To be called once a second.
    void compare() {
        Map<OrgId, OpenOrganisation> mirrored = new HashMap<>();
        open.forEach((org, each) -> {
            if (each.isMirrored()) {
                mirrored.put(org, each);
            }
        });
        running.events().retain(mirrored.keySet());
        mirrored.forEach((org, each) -> {
            running.events().follow(org);
            each.compare();
        });
    }

    /// Returns the same one to all callers. Reads nothing yet.
    OpenOrganisation of(OrgId org) {
        return open.computeIfAbsent(
                org, its -> new OpenOrganisation(its, running, listeners, updates));
    }

    /// Returns the writer of one of this hub's organisations.
    OrganisationWriter writer(OrgId org) {
        return of(org).writer();
    }
}
