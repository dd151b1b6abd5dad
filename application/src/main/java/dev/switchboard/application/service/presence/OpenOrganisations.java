package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.presence.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The organisations that this node works with. An organisation stays open once it was used. There
/// are only as many as the issuers of tokens name.
final class OpenOrganisations implements PartitionWatcher {

    private final ConcurrentMap<OrgId, OrganisationWriter> open = new ConcurrentHashMap<>();
    private final Running running;
    private final List<Staff> staff = new CopyOnWriteArrayList<>();

    OpenOrganisations(Running running) {
        this.running = running;
    }

    /// The ports and settings of organisations.
    ///
    /// @param workers runs each organisation with work on a thread of its own
    /// @param removalRetention how long removals are remembered, and so how long a watcher may be
    ///   disconnected and still be told only the changes
    record Running(
            Organisations store,
            PartitionOwnership ownership,
            Timer timer,
            Executor workers,
            Clock clock,
            Duration removalRetention) {}

    /// Manages those users of an organisation who are at the hub's own desk.
    interface Staff {

        /// Makes the organisation's data agree with the desk's state. Called with the first changes
        /// after each read from the store.
        void settle(Changeset changeset);

        /// Called when visible data changed, between two changes; must not block.
        ///
        /// @param what the changes; null if anything may have changed
        void shown(OrganisationSnapshot snapshot, @Nullable Batch what);
    }

    Running running() {
        return running;
    }

    /// Must be called before any organisation is used.
    void attend(Staff who) {
        staff.add(who);
    }

    /// Another hub may have changed them meanwhile.
    @Override
    public void taken(Partitions some, boolean clean) {
        in(some).forEach(OrganisationWriter::doubt);
    }

    /// Those that follow them here hear what changed meanwhile, and calls end that were to end.
    @Override
    public void look(Partitions some, boolean last) {
        in(some).forEach(writer -> {
            writer.doubt();
            boolean _ = writer.change(_ -> true);
        });
    }

    @Override
    public Progress giving(Partitions some) {
        return in(some).anyMatch(OrganisationWriter::works) ? Progress.UNDER_WAY : Progress.QUIET;
    }

    @Override
    public void lost(Partitions some) {
        in(some).forEach(OrganisationWriter::doubt);
    }

    private Stream<OrganisationWriter> in(Partitions some) {
        return open.entrySet().stream()
                .filter(each -> some.contains(each.getKey()))
                .map(Map.Entry::getValue);
    }

    /// Returns the same writer to all callers. Reads nothing yet.
    OrganisationWriter of(OrgId org) {
        return open.computeIfAbsent(org, its -> new OrganisationWriter(its, running, staff));
    }
}
