package dev.switchboard.application.service.presence;

import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listeners for the changes of one organisation.
final class Followers {

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
