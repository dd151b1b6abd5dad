package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds where in the chain the entries of a time are, by halving it.
///
/// Ids rise in the order of writing, which is nearly that of time. An entry may be written long
/// after its time, if it waited for the store or is about an act that took long or that a dead hub
/// had begun; and the clocks of hubs differ. So each place has a margin: an entry is missed only if
/// it is more than a day and more than 5,000 entries away from the others of its time.
///
/// @param log has no places if it is empty, or has only entries from before the chain
record AuditPlaces(AuditLog log) {

    private static final Duration MARGIN = Duration.ofDays(1);
    private static final int ENTRIES = 5000;

    /// The number of entries in a row whose latest time is that of their place. Some of them may be
    /// late.
    private static final int ROW = 100;

    /// The numbers of the oldest and of the newest entry.
    private record Chain(long first, long last) {}

    /// Returns the number of the oldest entry that may be of `from` or later; 0 if all may be.
    long oldest(Instant from) {
        Chain chain = chain();
        if (chain == null) {
            return 0;
        }
        long place = placeOf(from, MARGIN, chain) - ENTRIES;
        return place <= chain.first() ? 0 : place;
    }

    /// Returns the id behind the newest entry that may be before `to`; null if all may be.
    @Nullable String behind(Instant to) {
        Chain chain = chain();
        if (chain == null) {
            return null;
        }
        long place = placeOf(to, MARGIN.negated(), chain) + ENTRIES;
        return place > chain.last() ? null : AuditEntry.idOf(place);
    }

    /// Returns the number of the first entry whose time, moved by a margin, is not before `time`;
    /// the number behind the last one if there is none.
    private long placeOf(Instant time, Duration margin, Chain chain) {
        long low = chain.first();
        long high = chain.last() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBefore(time, margin, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(Instant time, Duration margin, long number) {
        List<AuditEntry> row = log.after(AuditEntry.idOf(number - 1), ROW);
        return row.stream().allMatch(entry -> entry.at().plus(margin).isBefore(time));
    }

    private @Nullable Chain chain() {
        List<AuditEntry> first = log.after(AuditEntry.idOf(0), 1);
        List<AuditEntry> last = log.list(AuditFilter.ALL, null, 1, 1).entries();
        return first.isEmpty() || last.isEmpty() || !last.getFirst().isChained()
                ? null
                : new Chain(first.getFirst().number(), last.getFirst().number());
    }
}
