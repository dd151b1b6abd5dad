package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells all listeners of partitions that come and go.
///
/// After an unclean take-over they recover several times: the hub before may be frozen between the
/// check of its right and a write. A late message that still finds its `seq` free is a message that
/// somebody sent, and a late handoff is one that somebody waits in. A partition that is lost
/// meanwhile, or lost and taken again, is not recovered any more on behalf of the earlier
/// take-over.
final class PartitionListeners {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionListeners.class);

    /// The delays after which late writes are looked for again.
    static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Later later;
    private final List<PartitionListener> listeners = new CopyOnWriteArrayList<>();

    /// The take-overs that are not complete. A partition is in at most one.
    private final List<TakeOver> takeOvers = new CopyOnWriteArrayList<>();

    PartitionListeners(Later later) {
        this.later = later;
    }

    void listen(PartitionListener listener) {
        listeners.add(listener);
    }

    /// Partitions that were taken at once.
    ///
    /// @param left those that this hub has had since
    /// @param recovering how many listeners have not recovered for the last time
    private record TakeOver(
            AtomicReference<Partitions> left, boolean clean, AtomicInteger recovering) {

        /// @return whether all are gone
        boolean without(Partitions some) {
            return left.updateAndGet(now -> now.minus(some)).isEmpty();
        }
    }

    /// Called right before this hub owns them.
    void taken(Partitions some, boolean clean) {
        if (!some.isEmpty()) {
            takeOvers.removeIf(each -> each.without(some));
            listeners.forEach(listener -> listener.taken(some, clean));
        }
    }

    /// Called as soon as this hub owns them.
    void recover(Partitions some, boolean clean) {
        if (some.isEmpty()) {
            return;
        }
        TakeOver these =
                new TakeOver(
                        new AtomicReference<>(some), clean, new AtomicInteger(listeners.size()));
        takeOvers.add(these);
        for (PartitionListener listener : listeners) {
            later.now(() -> recover(listener, these, clean));
            if (!clean) {
                AGAIN.forEach(time -> {
                    boolean last = time.equals(AGAIN.getLast());
                    later.in(time, () -> recover(listener, these, last));
                });
            }
        }
    }

    private void recover(PartitionListener listener, TakeOver these, boolean last) {
        Partitions left = these.left().get();
        if (left.isEmpty()) {
            return;
        }
        try {
            listener.recover(left, last);
            if (last && these.recovering().decrementAndGet() == 0) {
                takeOvers.remove(these);
            }
            return;
        } catch (StoreUnavailableException e) {
            LOG.debug("Taking over partitions waits for the store: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Taking over partitions failed and will be tried again", e);
        }
        later.in(AFTER_A_FAILURE, () -> recover(listener, these, last));
    }

    /// The partitions in which writes of the hub before may still arrive: not all listeners have
    /// recovered for the last time.
    Partitions late() {
        return takeOvers.stream()
                .filter(each -> !each.clean())
                .map(each -> each.left().get())
                .reduce(Partitions.NONE, Partitions::plus);
    }

    Progress giving(Partitions some) {
        boolean quiet = true;
        for (PartitionListener listener : listeners) {
            quiet &= listener.giving(some) == Progress.QUIET;
        }
        return quiet ? Progress.QUIET : Progress.UNDER_WAY;
    }

    void lost(Partitions some) {
        if (!some.isEmpty()) {
            takeOvers.removeIf(each -> each.without(some));
            listeners.forEach(listener -> listener.lost(some));
        }
    }
}
