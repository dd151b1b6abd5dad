package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An audit log in memory, whose ids count from 1.
public final class FakeAudit implements KeepAudit, ReadAudit {

    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger intents = new AtomicInteger();
    private @Nullable String lastThere;
    private int most = Integer.MAX_VALUE;
    private ChainCheck check = new ChainCheck.Intact(0, 0, "", "", "");

    /// An act's end is recorded after its answer: one of an act before this call is no longer
    /// heard.
    public void reset() {
        entries.clear();
        reads.clear();
        begun.clear();
        open.clear();
        ended.clear();
        lastThere = null;
        most = Integer.MAX_VALUE;
    }

    /// A page looks at no more entries than this.
    public void looksAt(int entriesForAPage) {
        most = entriesForAPage;
    }

    /// The store is away when entries after this one are read.
    public void isAwayAfter(String id) {
        lastThere = id;
    }

    /// The recorded entries, one line each: actor, action, subject, detail.
    public List<String> lines() {
        return entries.stream()
                .map(e -> String.join(" ", e.actor(), e.action(), e.subject(), e.detail()).strip())
                .toList();
    }

    /// The recorded frequent events, one line each: actor, action, subject.
    public List<String> reads() {
        return List.copyOf(reads);
    }

    /// The intents, one line each: actor, action, subject.
    public List<String> begun() {
        return List.copyOf(begun);
    }

    /// The outcomes of intents, one line each: action, outcome.
    public List<String> ended() {
        return List.copyOf(ended);
    }

    public void finds(ChainCheck found) {
        check = found;
    }

    @Override
    public void record(Act act) {
        if (act.frequency() == Act.Frequency.ONCE) {
            String id = Integer.toString(entries.size() + 1);
            Instant at = Instant.parse("2026-01-31T12:00:00Z").plusSeconds(entries.size());
            entries.add(
                    new AuditEntry(id, at, act.actor(), act.action(), act.subject(), act.detail()));
        } else {
            reads.add(line(act));
        }
    }

    private static String line(Act act) {
        return String.join(" ", act.actor(), act.action(), act.subject()).strip();
    }

    @Override
    public Intent begin(Act act) {
        begun.add(line(act));
        String id = Integer.toString(intents.incrementAndGet());
        open.add(id);
        return new Intent(id, Instant.EPOCH, act.actor(), act.action(), act.subject(), "", "");
    }

    @Override
    public void end(Intent intent, @Nullable Outcome outcome, String detail) {
        if (open.remove(intent.id())) {
            ended.add(intent.action() + " " + outcome);
        }
    }

    @Override
    public Page list(AuditFilter filter, @Nullable String before, int limit) {
        int end = before == null ? entries.size() : Integer.parseInt(before) - 1;
        List<AuditEntry> page = new ArrayList<>();
        int looked = 0;
        for (AuditEntry entry : entries.subList(0, end).reversed()) {
            if (page.size() == limit || looked == most) {
                return new Page(page, Integer.toString(end - looked + 1));
            }
            looked++;
            if (filter.admits(entry)) {
                page.add(entry);
            }
        }
        return new Page(page, null);
    }

    @Override
    public List<AuditEntry> after(@Nullable String after, int limit) {
        if (after != null && after.equals(lastThere)) {
            throw new StoreUnavailableException("away");
        }
        int start = after == null ? 0 : Integer.parseInt(after);
        return entries.subList(start, Math.min(entries.size(), start + limit));
    }

    @Override
    public ChainCheck verify() {
        return check;
    }
}
