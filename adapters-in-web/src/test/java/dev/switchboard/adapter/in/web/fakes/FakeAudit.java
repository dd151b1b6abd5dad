package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.domain.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audit log in memory, whose ids count from 1.
public final class FakeAudit implements KeepAudit {

    private final List<AuditEntry> entries = new ArrayList<>();

    public void reset() {
        entries.clear();
    }

    /// What was recorded, one line each: actor, action, subject, detail.
    public List<String> lines() {
        return entries.stream()
                .map(e -> String.join(" ", e.actor(), e.action(), e.subject(), e.detail()).strip())
                .toList();
    }

    @Override
    public void record(String actor, String action, String subject, String detail) {
        String id = Integer.toString(entries.size() + 1);
        Instant at = Instant.parse("2026-01-31T12:00:00Z").plusSeconds(entries.size());
        entries.add(new AuditEntry(id, at, actor, action, subject, detail));
    }

    @Override
    public Page list(@Nullable String before, int limit) {
        int end = before == null ? entries.size() : Integer.parseInt(before) - 1;
        int start = Math.max(0, end - limit);
        List<AuditEntry> page = entries.subList(start, end).reversed();
        return new Page(page, start == 0 ? null : page.getLast().id());
    }
}
