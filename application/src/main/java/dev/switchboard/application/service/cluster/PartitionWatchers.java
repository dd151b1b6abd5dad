package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionWatcher.Progress;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells all watchers of partitions that come and go.
///
/// After an unclean take-over they look several times: the hub before may be frozen between the
/// check of its right and a write. A late message that still finds its `seq` free is a message that
/// somebody sent, and a late handoff is one that somebody waits in.
final class PartitionWatchers {

    private static final Logger log = LoggerFactory.getLogger(PartitionWatchers.class);

    /// When late writes are looked for, after the first look.
    static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Later later;
    private final List<PartitionWatcher> watchers = new CopyOnWriteArrayList<>();

    PartitionWatchers(Later later) {
        this.later = later;
    }

    void add(PartitionWatcher watcher) {
        watchers.add(watcher);
    }

    /// Called right before this hub owns them.
    void taken(Partitions some, boolean clean) {
        if (!some.isEmpty()) {
            watchers.forEach(watcher -> watcher.taken(some, clean));
        }
    }

    /// Called as soon as this hub owns them.
    void look(Partitions some, boolean clean) {
        if (some.isEmpty()) {
            return;
        }
        for (PartitionWatcher watcher : watchers) {
            later.now(() -> look(watcher, some, clean));
            if (!clean) {
                AGAIN.forEach(time -> {
                    boolean last = time.equals(AGAIN.getLast());
                    later.in(time, () -> look(watcher, some, last));
                });
            }
        }
    }

    private void look(PartitionWatcher watcher, Partitions some, boolean last) {
        try {
            watcher.look(some, last);
            return;
        } catch (StoreUnavailableException e) {
            log.debug("Taking over partitions waits for the store: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Taking over partitions failed and will be tried again", e);
        }
        later.in(AFTER_A_FAILURE, () -> look(watcher, some, last));
    }

    Progress giving(Partitions some) {
        boolean quiet = true;
        for (PartitionWatcher watcher : watchers) {
            quiet &= watcher.giving(some) == Progress.QUIET;
        }
        return quiet ? Progress.QUIET : Progress.UNDER_WAY;
    }

    void lost(Partitions some) {
        if (!some.isEmpty()) {
            watchers.forEach(watcher -> watcher.lost(some));
        }
    }
}
