package dev.switchboard.application.fakes;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records acts as lines: actor, action, subject, and the address, if known.
public final class RecordedActs implements KeepAudit {

    private final List<String> lines = new ArrayList<>();
    private boolean away;

    /// Refuses all acts from now on.
    public synchronized void goAway() {
        away = true;
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void record(Act act) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        String from = act.address() == null ? "" : " from " + act.address();
        lines.add("%s %s %s%s".formatted(act.actor(), act.action(), act.subject(), from));
    }

    @Override
    public synchronized Intent begin(Act act) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        lines.add("begin %s %s %s".formatted(act.actor(), act.action(), act.subject()));
        return new Intent("1", Instant.EPOCH, act.actor(), act.action(), act.subject(), "", "");
    }

    @Override
    public synchronized void end(Intent intent, @Nullable Outcome outcome, String detail) {
        lines.add("end %s %s".formatted(intent.action(), outcome));
    }
}
