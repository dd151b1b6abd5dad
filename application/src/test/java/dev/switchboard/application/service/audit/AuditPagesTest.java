package dev.switchboard.application.service.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.audit.ReadAudit.Page;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The pages of the audit, whose entries are of one minute each where their time matters.
class AuditPagesTest {

    private static final AuditFilter ADA = new AuditFilter("ada", null, null, null, null);

    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final MutableClock clock = new MutableClock();
    private final AuditReader reader = new AuditReader(log, clock);

    @Test
    void looksAtABoundedNumberForAPageAndSaysWhereToGoOn() {
        AuditEntry rare = entry("ada", Seed.NOW);
        entries(60_000, Seed.NOW);

        Page first = reader.list(ADA, null, 100);

        assertThat(first).isEqualTo(new Page(List.of(), AuditEntry.idOf(10_002)));
        assertThat(log.lookedAt()).isEqualTo(50_000);
        assertThat(reader.list(ADA, first.next(), 100)).isEqualTo(new Page(List.of(rare), null));
    }

    @Test
    void endsAPageOfASlowStore() {
        entries(30_000, Seed.NOW);
        InstantSource hurrying =
                () -> {
                    clock.advance(Duration.ofMillis(400));
                    return clock.instant();
                };
        AuditReader slow = new AuditReader(log, hurrying.withZone(ZoneOffset.UTC));

        assertThat(slow.list(ADA, null, 100))
                .isEqualTo(new Page(List.of(), AuditEntry.idOf(15_001)));
    }

    @Test
    void fillsAPageByLookingSeveralTimes() {
        for (int i = 0; i < 5; i++) {
            entry("ada", Seed.NOW);
            entries(6000, Seed.NOW);
        }

        Page page = reader.list(ADA, null, 3);

        assertThat(page.entries()).hasSize(3);
        assertThat(page.next()).isEqualTo(page.entries().getLast().id());
        assertThat(all(ADA, 3)).hasSize(5);
    }

    @Test
    void beginsAtTheEndOfATimeAndEndsAtItsBeginning() {
        List<AuditEntry> chain = entries(60_000, Seed.NOW);
        Instant from = minute(30_000);
        Instant to = minute(30_050);

        Page page = reader.list(new AuditFilter("root", null, null, from, to), null, 100);

        assertThat(page).isEqualTo(new Page(chain.subList(30_000, 30_050).reversed(), null));
        assertThat(log.lookedAt()).isLessThan(20_000);
    }

    @Test
    void pagesThroughATime() {
        List<AuditEntry> chain = entries(30_000, Seed.NOW);
        Instant from = minute(10_000);
        Instant to = minute(20_000);

        assertThat(all(new AuditFilter("root", null, null, from, to), 1000))
                .isEqualTo(chain.subList(10_000, 20_000).reversed());
        assertThat(all(new AuditFilter(null, null, null, from, null), 1000))
                .isEqualTo(chain.subList(10_000, 30_000).reversed());
        assertThat(all(new AuditFilter(null, null, null, null, to), 1000))
                .isEqualTo(chain.subList(0, 20_000).reversed());
    }

    @Test
    void findsWhatWasWrittenAWhileAfterItsTime() {
        entries(20_000, Seed.NOW);
        Instant at = minute(14_000);
        AuditEntry late = entry("ada", at);
        entries(20_000, minute(20_000));

        assertThat(all(new AuditFilter("ada", null, null, at, at.plusMillis(1)), 10))
                .containsExactly(late);
    }

    /// The export and pages without times have it.
    @Test
    void missesWhatIsADayAndManyEntriesAwayFromItsTime() {
        entries(20_000, Seed.NOW);
        Instant at = minute(5000);
        AuditEntry late = entry("ada", at);
        entries(20_000, minute(20_000));

        assertThat(all(new AuditFilter("ada", null, null, at, at.plusMillis(1)), 10)).isEmpty();
        assertThat(all(new AuditFilter("ada", null, null, null, null), 10)).containsExactly(late);
    }

    @Test
    void listsTimesWithoutEntries() {
        Instant never = Seed.NOW.minus(Duration.ofDays(900));
        AuditFilter once = new AuditFilter(null, null, null, never, never.plusSeconds(1));
        AuditFilter ever = new AuditFilter(null, null, null, Instant.MIN, Instant.MAX);
        assertThat(reader.list(ever, null, 10)).isEqualTo(new Page(List.of(), null));

        AuditEntry old = new AuditEntry("aud_0", Seed.NOW, "root", "old", "a", "");
        log.tamper(old);
        assertThat(reader.list(ever, null, 10)).isEqualTo(new Page(List.of(old), null));

        List<AuditEntry> chain = entries(5, Seed.NOW);
        assertThat(reader.list(once, null, 10)).isEqualTo(new Page(List.of(), null));
        assertThat(reader.list(ever, null, 10).entries())
                .hasSize(6)
                .startsWith(chain.getLast())
                .endsWith(old);
    }

    private List<AuditEntry> all(AuditFilter filter, int limit) {
        List<AuditEntry> all = new ArrayList<>();
        @Nullable String next = null;
        do {
            Page page = reader.list(filter, next, limit);
            all.addAll(page.entries());
            next = page.next();
        } while (next != null);
        return all;
    }

    private List<AuditEntry> entries(int count, Instant from) {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry("root", from.plus(Duration.ofMinutes(i))));
        }
        return entries;
    }

    private static Instant minute(int number) {
        return Seed.NOW.plus(Duration.ofMinutes(number));
    }

    private AuditEntry entry(String actor, Instant at) {
        Draft draft = new Draft(at, actor, "channel.update", "slack", "", Outcome.DONE, "", "");
        return log.append(draft, null);
    }
}
