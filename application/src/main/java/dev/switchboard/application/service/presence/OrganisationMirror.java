package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.OrganisationUpdates;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Missing;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Position;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.PendingRun;
import dev.switchboard.domain.presence.OrgId;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the image of an organisation that another hub owns to where the owner's is.
final class OrganisationMirror {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationMirror.class);

    private final OrgId org;
    private final OrganisationImage image;
    private final OrganisationUpdates owner;

    private final AtomicLong wanted = new AtomicLong();
    private final AtomicReference<Answer> last = new AtomicReference<>(new Answer(0, null));
    private final ReentrantLock asking = new ReentrantLock();

    private final PendingRun soon;

    /// @param owner wherever it is
    OrganisationMirror(
            OrgId org, OrganisationImage image, OrganisationUpdates owner, Executor workers) {
        this.org = org;
        this.image = image;
        this.owner = owner;
        this.soon = new PendingRun(workers, this::refreshNow);
    }

    /// The answer to all who wanted one before the owner was asked.
    ///
    /// @param upTo the number of the last of them
    private record Answer(long upTo, @Nullable StoreUnavailableException failure) {}

    /// Returns when the image has every change that was answered before this call. One question
    /// serves all who wait meanwhile.
    ///
    /// @throws StoreUnavailableException if the owner cannot be reached
    void refresh() {
        long number = wanted.incrementAndGet();
        asking.lock();
        try {
            if (last.get().upTo() < number) {
                long all = wanted.get();
                last.set(new Answer(all, ask()));
            }
            StoreUnavailableException failure = last.get().failure();
            if (failure != null) {
                throw new StoreUnavailableException("The owner does not answer", failure);
            }
        } finally {
            asking.unlock();
        }
    }

    private @Nullable StoreUnavailableException ask() {
        try {
            Position known = image.position();
            switch (owner.since(org, known)) {
                case Missing.Updates(var updates) -> updates.forEach(image::apply);
                case Missing.All(var position, var stored) ->
                        image.replace(known, OrganisationSnapshot.of(org, stored), position);
            }
            return null;
        } catch (StoreUnavailableException e) {
            return e;
        }
    }

    /// Refreshes the image in the background. Never blocks.
    void refreshSoon() {
        soon.request();
    }

    private void refreshNow() {
        try {
            refresh();
        } catch (StoreUnavailableException e) {
            LOG.debug("Organisation {} is shown as it was: {}", org, e.getMessage());
        }
    }

    /// Whether the owner answered the last question.
    boolean isFresh() {
        Answer answer = last.get();
        return answer.upTo() > 0 && answer.failure() == null;
    }
}
