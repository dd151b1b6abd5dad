package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.CurrentCall;
import dev.switchboard.application.port.out.audit.CurrentCall.Call;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the audit.
///
/// An act that changes nothing goes on while the store refuses writes; otherwise an admin could not
/// look at a hub whose disk is full. Its entry waits in memory and is logged.
final class AuditService implements KeepAudit {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    /// An intent of another hub may belong to an act that is still running there.
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final int MOST_WAITING = 1000;
    private static final int MOST_OFTEN = 10_000;
    private static final int MOST_OF_STRANGERS = 20;
    private static final int INTENTS_AT_ONCE = 100;

    private final AuditLog log;
    private final CurrentCall calls;
    private final Ids ids;
    private final Clock clock;
    private final Repeats often = new Repeats(MOST_OFTEN);
    private final Repeats byStrangers = new Repeats(MOST_OF_STRANGERS);
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Draft> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LongAdder failures = new LongAdder();

    AuditService(AuditLog log, CurrentCall calls, Ids ids, Clock clock) {
        this.log = log;
        this.calls = calls;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void record(Act act) {
        Call call = calls.now();
        String intent = call.intent();
        Draft draft = draft(act, call);
        switch (act.frequency()) {
            case ONCE -> {
                if (intent != null && begun.contains(intent)) {
                    append(draft, intent);
                    begun.remove(intent);
                } else {
                    appendOrWait(draft);
                }
            }
            case OFTEN -> count(often, draft);
            case BY_STRANGERS -> count(byStrangers, draft);
        }
    }

    private Draft draft(Act act, Call call) {
        String address = act.address();
        return new Draft(
                clock.instant(),
                act.actor(),
                act.action(),
                act.subject(),
                act.detail(),
                act.outcome(),
                address == null ? call.address() : address,
                call.requestId());
    }

    private void count(Repeats repeats, Draft draft) {
        repeats.over(draft.at()).forEach(this::appendOrWait);
        if (repeats.isFirst(draft)) {
            appendOrWait(draft);
        }
    }

    private void appendOrWait(Draft draft) {
        try {
            append(draft, null);
        } catch (StoreUnavailableException e) {
            if (!waiting.offer(draft)) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("at", draft.at())
                    .addKeyValue("actor", draft.actor())
                    .addKeyValue("action", draft.action())
                    .addKeyValue("outcome", draft.outcome())
                    .addKeyValue("from", draft.address())
                    .log("Audit {}: {} waits for the store", draft.actor(), draft.action());
        }
    }

    /// The hash is logged too, so a change of the store would have to change the log as well. The
    /// subject is not logged, because it may be a conversation.
    private void append(Draft draft, @Nullable String intent) {
        AuditEntry entry;
        try {
            entry = log.append(draft, intent);
        } catch (StoreUnavailableException e) {
            failures.increment();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("actor", entry.actor())
                .addKeyValue("action", entry.action())
                .addKeyValue("outcome", entry.outcome())
                .addKeyValue("audit_id", entry.id())
                .addKeyValue("audit_hash", entry.hash())
                .log("Audit {}: {}", entry.actor(), entry.action());
    }

    @Override
    public Intent begin(Act act) {
        Draft draft = draft(act, calls.now());
        Intent intent =
                new Intent(
                        ids.uuid(),
                        draft.at(),
                        draft.actor(),
                        draft.action(),
                        draft.subject(),
                        draft.address(),
                        draft.requestId());
        begun.add(intent.id());
        try {
            log.begin(intent);
        } catch (RuntimeException e) {
            failures.increment();
            begun.remove(intent.id());
            throw e;
        }
        return intent;
    }

    @Override
    public void end(Intent intent, @Nullable Outcome outcome, String detail) {
        if (!begun.contains(intent.id())) {
            return;
        }
        try {
            if (outcome == null) {
                log.drop(intent.id());
            } else {
                append(intent.as(outcome, detail), intent.id());
            }
        } finally {
            // an intent that the store did not remove is left over and gets its entry later
            begun.remove(intent.id());
        }
    }

    /// Writes pending entries: those that the store refused, counts of past minutes, and intents
    /// whose act nobody will end any more.
    void goOn() {
        flush();
        Instant now = clock.instant();
        often.over(now).forEach(this::appendOrWait);
        byStrangers.over(now).forEach(this::appendOrWait);
        for (Intent intent : log.begun(INTENTS_AT_ONCE)) {
            if (!begun.contains(intent.id()) && intent.at().isBefore(now.minus(ABANDONED))) {
                append(intent.as(Outcome.UNKNOWN, "begun, and never ended"), intent.id());
            }
        }
    }

    /// Writes the current counts when the hub ends.
    void close() {
        often.all().forEach(this::appendOrWait);
        byStrangers.all().forEach(this::appendOrWait);
        flush();
    }

    private synchronized void flush() {
        Draft next = waiting.peek();
        while (next != null) {
            append(next, null);
            waiting.remove(next);
            next = waiting.peek();
        }
    }

    /// Returns how often the store refused an entry or an intent.
    long failures() {
        return failures.sum();
    }

    /// Returns the number of entries that wait for the store.
    int waiting() {
        return waiting.size();
    }

    /// Counts acts that repeat within a minute, so that one entry stands for many.
    private static final class Repeats {

        private static final String OTHERS = "others";

        private final int most;
        private final Map<Kind, Long> counts = new LinkedHashMap<>();
        private Instant minute = Instant.EPOCH;

        /// @param most how many kinds are distinguished in a minute; all further ones count as one
        ///   kind
        Repeats(int most) {
            this.most = most;
        }

        /// The components in which two acts must be equal to count as a repeat.
        private record Kind(
                String actor, String action, String subject, Outcome outcome, String address) {

            static Kind of(Draft act) {
                return new Kind(
                        act.actor(), act.action(), act.subject(), act.outcome(), act.address());
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
}
