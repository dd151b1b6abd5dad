package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts the parked deliveries of this hub's conversations and finds the oldest, by reading the
/// journal, so a restart changes nothing. Each call reads some thousands by the index of parked
/// deliveries. Until the first round is complete, the partial counts are reported.
public final class ParkedCounts {

    private static final int PAGE = 1000;
    private static final int PAGES = 5;

    private final DeliveryLog log;
    private final PartitionOwnership ownership;
    private Map<Kind, Figure> counting = new HashMap<>();
    private @Nullable MessageId after;
    private boolean knowsAll;
    private volatile Map<Kind, Figure> counted = Map.of();

    public ParkedCounts(DeliveryLog log, PartitionOwnership ownership) {
        this.log = log;
        this.ownership = ownership;
    }

    /// The label of a count. There are few kinds of targets and a few dozen reasons.
    public record Kind(Target.Kind target, ParkReason reason) {}

    /// @param oldest when the first of them was parked
    public record Figure(long number, Instant oldest) {

        private Figure and(Figure other) {
            return new Figure(
                    number + other.number, oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }

    /// Returns the counts of the last round.
    public Map<Kind, Figure> counted() {
        return counted;
    }

    /// Continues counting where the previous call ended.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if it could
    ///   not; the next call continues there
    public synchronized void countOn() {
        for (int i = 0; i < PAGES; i++) {
            List<DeliveryLog.Item> page = log.list(parkedBehind(after));
            if (page.isEmpty()) {
                counted = Map.copyOf(counting);
                knowsAll = true;
                counting = new HashMap<>();
                after = null;
                return;
            }
            page.forEach(this::count);
            after = page.getLast().message();
        }
        if (!knowsAll) {
            counted = Map.copyOf(counting);
        }
    }

    private void count(DeliveryLog.Item item) {
        if (item.delivery() instanceof Parked parked
                && ownership.held().contains(item.conversation())) {
            counting.merge(
                    new Kind(parked.target().kind(), parked.reason()),
                    new Figure(1, parked.parkedAt()),
                    Figure::and);
        }
    }

    private static DeliveryLog.Query parkedBehind(@Nullable MessageId after) {
        return new DeliveryLog.Query(null, null, Set.of(State.PARKED), null, null, after, PAGE);
    }
}
