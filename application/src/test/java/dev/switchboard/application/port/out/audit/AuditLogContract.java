package dev.switchboard.application.port.out.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.domain.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an [AuditLog] promises.
public interface AuditLogContract {
    /// The same log throughout a test, empty when it began.
    AuditLog auditLog();

    @Test
    default void isEmptyAtFirst() {
        assertThat(auditLog().list(null, 10)).isEmpty();
    }

    @Test
    default void keepsAnEntryAsItIs() {
        AuditEntry entry =
                new AuditEntry(
                        new SequentialIds().objectId(),
                        Seed.NOW,
                        "admin",
                        "channel.create",
                        "slack-sim",
                        "caf\u00e9 \ud83d\udc69\u200d\ud83d\udc67 \"quoted\"\nsecond line");

        auditLog().record(entry);

        assertThat(auditLog().list(null, 10)).containsExactly(entry);
    }

    @Test
    default void listsTheNewestFirst() {
        List<AuditEntry> recorded = recorded(5);

        assertThat(auditLog().list(null, 3))
                .containsExactly(recorded.get(4), recorded.get(3), recorded.get(2));
    }

    @Test
    default void continuesBehindAnId() {
        List<AuditEntry> recorded = recorded(25);

        assertThat(pages(10)).isEqualTo(recorded.reversed());
        assertThat(pages(1)).isEqualTo(recorded.reversed());
    }

    private List<AuditEntry> recorded(int count) {
        SequentialIds ids = new SequentialIds();
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AuditEntry entry =
                    new AuditEntry(
                            ids.objectId(),
                            Seed.NOW.plusSeconds(i / 2),
                            "admin",
                            "channel.update",
                            "slack-sim",
                            "");
            auditLog().record(entry);
            entries.add(entry);
        }
        return entries;
    }

    private List<AuditEntry> pages(int limit) {
        List<AuditEntry> all = new ArrayList<>();
        @Nullable String last = null;
        List<AuditEntry> page = auditLog().list(last, limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            last = page.getLast().id();
            page = auditLog().list(last, limit);
        }
        return all;
    }
}
