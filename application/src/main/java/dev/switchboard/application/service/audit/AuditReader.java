package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditLog.Found;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the audit and checks its chain.
final class AuditReader implements ReadAudit {

    private static final Logger LOG = LoggerFactory.getLogger(AuditReader.class);
    private static final int AT_ONCE = 1000;

    /// How many entries the store looks at in one call, and in how many calls for one page.
    private static final int LOOKED_AT = 5000;

    private static final int MOST_LOOKS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final AuditLog log;
    private final AuditPlaces places;
    private final Clock clock;
    private final AtomicReference<@Nullable ChainCheck> last = new AtomicReference<>();

    AuditReader(AuditLog log, Clock clock) {
        this.log = log;
        this.places = new AuditPlaces(log);
        this.clock = clock;
    }

    @Override
    public Page list(AuditFilter filter, @Nullable String before, int limit) {
        Instant end = clock.instant().plus(LONGEST);
        Instant from = filter.from();
        Instant to = filter.to();
        long oldest = from == null ? 0 : places.oldest(from);
        List<AuditEntry> entries = new ArrayList<>();
        String next = before == null && to != null ? places.behind(to) : before;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Found found = log.list(filter, next, limit - entries.size(), LOOKED_AT);
            entries.addAll(found.entries());
            next = found.next();
            if (next == null || AuditEntry.numberOf(next) < oldest) {
                return new Page(entries, null);
            }
            if (entries.size() == limit || !clock.instant().isBefore(end)) {
                break;
            }
        }
        return new Page(entries, next);
    }

    @Override
    public List<AuditEntry> after(@Nullable String after, int limit) {
        return log.after(after, limit);
    }

    @Override
    public ChainCheck verify() {
        ChainCheck result = check();
        ChainCheck before = last.getAndSet(result);
        if (result instanceof ChainCheck.Broken(var id, var flaw) && !result.equals(before)) {
            LOG.atError()
                    .addKeyValue("audit_id", id)
                    .log("The audit was altered: {} at {}", flaw, id);
        }
        return result;
    }

    /// Whether the chain was broken when it was last checked.
    boolean foundBroken() {
        return last.get() instanceof ChainCheck.Broken;
    }

    private ChainCheck check() {
        Walk walk = new Walk();
        List<AuditEntry> page = log.after(null, AT_ONCE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                Flaw flaw = walk.step(entry);
                if (flaw != null) {
                    return new ChainCheck.Broken(entry.id(), flaw);
                }
            }
            page = log.after(page.getLast().id(), AT_ONCE);
        }
        return walk.end();
    }

    /// One walk along the chain.
    private static final class Walk {

        private long entries;
        private long unchained;
        private @Nullable AuditEntry oldest;
        private @Nullable AuditEntry newest;
        private @Nullable AuditEntry trim;

        @Nullable Flaw step(AuditEntry entry) {
            if (!entry.isChained()) {
                unchained++;
                return null;
            }
            AuditEntry before = newest;
            if (!entry.isSound()) {
                return Flaw.CHANGED;
            }
            if (before == null) {
                oldest = entry;
            } else if (entry.number() != before.number() + 1) {
                return Flaw.MISSING_BEFORE;
            } else if (!entry.previous().equals(before.hash())) {
                return Flaw.OTHER_BEFORE;
            }
            if (entry.action().equals(AuditRetention.ACTION)) {
                trim = entry;
            }
            entries++;
            newest = entry;
            return null;
        }

        ChainCheck end() {
            AuditEntry first = oldest;
            AuditEntry end = newest;
            if (first == null || end == null) {
                return new ChainCheck.Intact(0, unchained, "", "", "");
            }
            Flaw flaw = flawBefore(first);
            return flaw == null
                    ? new ChainCheck.Intact(entries, unchained, first.id(), end.id(), end.hash())
                    : new ChainCheck.Broken(first.id(), flaw);
        }

        /// Retention may have removed the entries before the oldest one; then an entry in the chain
        /// says so.
        private @Nullable Flaw flawBefore(AuditEntry first) {
            AuditEntry told = trim;
            long missing = first.number() - 1;
            if (missing == 0) {
                return null;
            }
            long gone = told == null ? 0 : AuditEntry.numberOf(told.subject());
            if (told == null || missing > gone) {
                return Flaw.MISSING_BEFORE;
            }
            boolean isNext = missing == gone;
            return isNext && !first.previous().equals(told.detail()) ? Flaw.OTHER_BEFORE : null;
        }
    }
}
