package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Counts deliveries by reading them all.
final class DeliveryCount {
    private DeliveryCount() {}

    static Statistics of(List<Item> items) {
        List<Duration> took =
                items.stream()
                        .filter(item -> taken(item.delivery()))
                        .map(Item::lastAttempt)
                        .filter(Objects::nonNull)
                        .map(Attempt::took)
                        .sorted()
                        .toList();
        return new Statistics(
                items.size(),
                count(items, DeliveryCount::taken),
                count(items, Delivery.Answered.class::isInstance),
                count(items, delivery -> delivery.attempts() > 1),
                count(items, Delivery.Parked.class::isInstance),
                count(items, Delivery.Pending.class::isInstance),
                nearestRank(took, 50),
                nearestRank(took, 95));
    }

    private static boolean taken(Delivery delivery) {
        return delivery instanceof Delivery.Delivered || delivery instanceof Delivery.Answered;
    }

    private static long count(List<Item> items, Predicate<Delivery> fits) {
        return items.stream().map(Item::delivery).filter(fits).count();
    }

    private static @Nullable Duration nearestRank(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return null;
        }
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(rank - 1);
    }
}
