package dev.switchboard.application.service.audit;

import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what comes again within a minute, so that an entry stands for many.
final class Repeats {

    private static final String OTHERS = "others";

    private final int most;
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;

    /// @param most how many kinds are told apart in a minute; those beyond are one kind
    Repeats(int most) {
        this.most = most;
    }

    /// What makes two acts the same.
    private record Kind(
            String actor, String action, String subject, Outcome outcome, String address) {

        static Kind of(Draft act) {
            return new Kind(act.actor(), act.action(), act.subject(), act.outcome(), act.address());
        }

        /// What is left of it where there are too many.
        Kind unnamed() {
            return new Kind(OTHERS, action, OTHERS, outcome, "");
        }
    }

    /// Whether it is the first of its kind in this minute. It is counted else.
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

    /// What was counted in the minute before, if that is over.
    synchronized List<Draft> over(Instant now) {
        return minute.equals(now.truncatedTo(ChronoUnit.MINUTES)) ? List.of() : all();
    }

    /// What was counted so far. Counting begins anew.
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
