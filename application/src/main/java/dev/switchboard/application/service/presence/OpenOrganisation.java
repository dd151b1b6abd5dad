package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.OrganisationUpdates;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Missing;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Position;
import dev.switchboard.application.service.hint.RecordLooks;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.application.service.presence.OpenOrganisations.Running;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An organisation as this hub shows it. Its [writer][OrganisationWriter] changes it if this hub
/// owns it; otherwise its image is a [mirror][OrganisationMirror] of the owner's.
final class OpenOrganisation {

    /// The time for which an image without followers is kept up to date after a look at it.
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final OrgId org;
    private final Running running;
    private final OrganisationImage image;
    private final OrganisationWriter writer;
    private final OrganisationMirror mirror;
    private final AtomicReference<Instant> lookedAt = new AtomicReference<>(Instant.MIN);
    private final RecordLooks comparisons = new RecordLooks();

    /// @param updates of organisations that other hubs own
    OpenOrganisation(
            OrgId org,
            Running running,
            List<OrganisationListener> listeners,
            OrganisationUpdates updates) {
        this.org = org;
        this.running = running;
        this.image = new OrganisationImage(org, listeners, running.shared());
        this.writer = new OrganisationWriter(org, running, listeners, image);
        this.mirror = new OrganisationMirror(org, image, updates, running.workers());
    }

    OrganisationWriter writer() {
        return writer;
    }

    private boolean isOurs() {
        return running.ownership().held().contains(org);
    }

    /// See [dev.switchboard.application.port.in.presence.WatchPresence#follow].
    Runnable follow(Consumer<? super OrganisationChange> listener) {
        Runnable end = image.follow(listener);
        if (running.shared() && !isOurs()) {
            running.events().follow(org);
        }
        return end;
    }

    /// Reads the durable state between two changes: every change that was answered before this
    /// call. `reading` must be short.
    <T> T look(Function<OrganisationSnapshot, T> reading) {
        lookedAt.set(running.clock().instant());
        if (isOurs() || !running.shared()) {
            writer.settle();
        } else {
            mirror.refresh();
        }
        return image.look(reading);
    }

    /// See [OrganisationUpdates#since].
    Missing since(@Nullable Position known) {
        writer.settle();
        return image.since(known);
    }

    /// Another hub may have changed it.
    void changedElsewhere() {
        if (!isOurs()) {
            mirror.refreshSoon();
        }
    }

    /// This hub does not own it any more.
    void lost() {
        writer.doubt();
        if (running.shared() && image.isFollowed()) {
            mirror.refreshSoon();
        }
    }

    /// Whether another hub owns it, and it is shown here.
    boolean isMirrored() {
        Instant now = running.clock().instant();
        return !isOurs() && (image.isFollowed() || now.isBefore(lookedAt.get().plus(LINGER)));
    }

    /// Compares a mirrored image with the owner's, if that is due.
    void compare() {
        Instant now = running.clock().instant();
        boolean whole = running.events().isWhole();
        if (comparisons.isDue(now, whole) || !mirror.isFresh()) {
            comparisons.done(now, whole);
            mirror.refreshSoon();
        }
    }
}
