package dev.switchboard.application.service.audit;

import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts acts that repeat within a minute, so that one entry stands for many.
final class Repeats {

    private static final String OTHERS = "others";

    private final int most;
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;

    /// @param most how many kinds are distinguished in a minute; all further ones count as one kind
    Repeats(int most) {
        this.most = most;
    }

    /// The components in which two acts must be equal to count as a repeat.
    private record Kind(
            String actor, String action, String subject, Outcome outcome, String address) {

        static Kind of(Draft act) {
            return new Kind(act.actor(), act.action(), act.subject(), act.outcome(), act.address());
        }

        /// The kind that stands for all acts beyond the limit.
        Kind unnamed() {
            return new Kind(OTHERS, action, OTHERS, outcome, "");
        }
    }

    /// Whether the act is the first of its kind in this minute. Otherwise it is counted.
    synchronized boolean isFirst(Draft act) {
        Kind kind = Kind.of(act);
        if (counts.isEmpty()) {
            minute = act.at().truncatedTo(ChronoUnit.MINUTES);
        }
        if (counts.computeIfPresent(kind, (_, count) -> count + 1) != null) {
            return false;
        }
        if (counts.size() >= most) {
            counts.merge(kind.unnamed(), 1L, Long::sum);
            return false;
        }
        counts.put(kind, 0L);
        return true;
    }

    /// Returns the counts of the last minute, if it is over.
    synchronized List<Draft> over(Instant now) {
        return minute.equals(now.truncatedTo(ChronoUnit.MINUTES)) ? List.of() : all();
    }

    /// Returns all counts and resets them.
    synchronized List<Draft> all() {
        List<Draft> drafts = new ArrayList<>();
        counts.forEach((kind, count) -> {
            if (count > 0) {
                drafts.add(
                        new Draft(
                                minute,
                                kind.actor(),
                                kind.action(),
                                kind.subject(),
                                count + " more in this minute",
                                kind.outcome(),
                                kind.address(),
                                ""));
            }
        });
        counts.clear();
        return drafts;
    }
}
