package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.OrganisationUpdates.Missing;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Position;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Update;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An organisation as this hub shows it, and its followers here. Everything shown is durable. The
/// owner's image moves with each write of its own. Those of other hubs move to the same
/// [positions][Position] after it.
final class OrganisationImage {

    private final List<OrganisationListener> listeners;
    private final Followers followers;

    /// Null where no other hub asks for them.
    private final @Nullable RecentUpdates recent;

    /// Held while the image moves, while followers are told, and while a caller reads.
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicReference<@Nullable Shown> shown = new AtomicReference<>();

    /// @param shared whether other hubs show the organisation too
    OrganisationImage(OrgId org, List<OrganisationListener> listeners, boolean shared) {
        this.listeners = listeners;
        this.followers = new Followers(org);
        this.recent = shared ? new RecentUpdates() : null;
    }

    private record Shown(OrganisationSnapshot snapshot, Position position) {}

    /// See [dev.switchboard.application.port.in.presence.WatchPresence#follow].
    Runnable follow(Consumer<? super OrganisationChange> listener) {
        return followers.add(listener);
    }

    boolean isFollowed() {
        return followers.any();
    }

    /// Null before the first one is shown.
    @Nullable OrganisationSnapshot snapshot() {
        Shown now = shown.get();
        return now == null ? null : now.snapshot();
    }

    /// Null before the first snapshot is shown.
    @Nullable Position position() {
        Shown now = shown.get();
        return now == null ? null : now.position();
    }

    /// Reads the snapshot between two moves. `reading` must be short.
    <T> T look(Function<OrganisationSnapshot, T> reading) {
        return locked(() -> reading.apply(known().snapshot()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Shown known() {
        Shown now = shown.get();
        if (now == null) {
            throw new IllegalStateException("looked at before it was read");
        }
        return now;
    }

    /// Shows a snapshot that was read, and tells followers what they missed.
    ///
    /// @param from where the image must still be
    /// @return whether it was there
    boolean replace(@Nullable Position from, OrganisationSnapshot read, Position to) {
        return locked(() -> {
            Shown before = shown.get();
            if (!Objects.equals(from, before == null ? null : before.position())) {
                return false;
            }
            if (recent != null) {
                recent.clear();
            }
            shown.set(new Shown(read, to));
            tell(
                    before == null ? List.of() : new MissedChanges(before.snapshot(), read).list(),
                    null);
            return true;
        });
    }

    /// Shows one more update.
    ///
    /// @return whether the image was where the update was made
    boolean apply(Update update) {
        return locked(() -> {
            Shown before = shown.get();
            if (before == null || !update.position().equals(before.position().next())) {
                return false;
            }
            before.snapshot().apply(update.batch());
            shown.set(new Shown(before.snapshot(), update.position()));
            if (recent != null) {
                recent.add(update);
            }
            tell(update.changes(), update.batch());
            return true;
        });
    }

    /// @param what the changes; null if anything may have changed
    private void tell(List<OrganisationChange> changes, @Nullable Batch what) {
        changes.forEach(followers::tell);
        OrganisationSnapshot now = known().snapshot();
        listeners.forEach(one -> one.shown(now, what));
    }

    /// Returns what another image lacks.
    Missing since(@Nullable Position known) {
        return locked(() -> {
            Shown now = known();
            if (now.position().equals(known)) {
                return new Missing.Updates(List.of());
            }
            if (known != null && recent != null && now.position().follows(known)) {
                var updates = recent.after(known.count());
                if (updates.isPresent()) {
                    return new Missing.Updates(updates.get());
                }
            }
            return new Missing.All(now.position(), now.snapshot().stored());
        });
    }

    /// The last updates of an organisation, for hubs that show it too. Those ask within
    /// milliseconds, or within a second if hints are lost. Not for several threads at once.
    private static final class RecentUpdates {

        private static final int MOST_UPDATES = 512;
        private static final int MOST_ENTRIES = 20_000;

        private final Deque<Update> updates = new ArrayDeque<>();

        void add(Update update) {
            updates.add(update);
            while (updates.size() > MOST_UPDATES || entries() > MOST_ENTRIES) {
                updates.remove();
            }
        }

        private int entries() {
            return updates.stream().map(Update::batch).mapToInt(RecentUpdates::entries).sum();
        }

        private static int entries(Batch batch) {
            return batch.puts().size() + batch.removals().size();
        }

        void clear() {
            updates.clear();
        }

        /// Returns the updates after the one with this count; empty if some of them are forgotten.
        Optional<List<Update>> after(long count) {
            Update oldest = updates.peek();
            return oldest == null || oldest.position().count() > count + 1
                    ? Optional.empty()
                    : Optional.of(
                            updates.stream()
                                    .filter(update -> update.position().count() > count)
                                    .toList());
        }
    }

    /// The listeners for the changes of one organisation.
    private static final class Followers {

        private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

        private final OrgId org;
        private final List<Follower> all = new CopyOnWriteArrayList<>();

        Followers(OrgId org) {
            this.org = org;
        }

        /// A listener for changes; the same one may be registered twice.
        private static final class Follower {

            private final Consumer<? super OrganisationChange> listener;

            private Follower(Consumer<? super OrganisationChange> listener) {
                this.listener = listener;
            }
        }

        /// @return ends it
        Runnable add(Consumer<? super OrganisationChange> listener) {
            Follower follower = new Follower(listener);
            all.add(follower);
            return () -> all.remove(follower);
        }

        boolean any() {
            return !all.isEmpty();
        }

        void tell(OrganisationChange change) {
            for (Follower follower : all) {
                try {
                    follower.listener.accept(change);
                } catch (RuntimeException e) {
                    LOG.error("A follower of organisation {} failed", org, e);
                }
            }
        }
    }
}
