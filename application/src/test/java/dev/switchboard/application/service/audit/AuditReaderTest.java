package dev.switchboard.application.service.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.audit.ReadAudit.ChainCheck;
import dev.switchboard.application.port.in.audit.ReadAudit.Flaw;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditReaderTest {

    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final MutableClock clock = new MutableClock();
    private final AuditReader reader = new AuditReader(log, clock);
    private final AuditRetention retention = new AuditRetention(log, Duration.ofDays(30), clock);

    @Test
    void findsAnUntouchedChainIntact() {
        log.tamper(new AuditEntry("aud_0", clock.instant(), "root", "old", "a", ""));
        List<AuditEntry> chain = chain(2500);

        AuditEntry newest = chain.getLast();
        assertThat(reader.verify())
                .isEqualTo(
                        new ChainCheck.Intact(
                                2500, 1, chain.getFirst().id(), newest.id(), newest.hash()));
        assertThat(reader.foundBroken()).isFalse();
    }

    @Test
    void findsAnEmptyAuditIntact() {
        assertThat(reader.verify()).isEqualTo(new ChainCheck.Intact(0, 0, "", "", ""));
    }

    @Test
    void namesAnEntryThatWasChanged() {
        AuditEntry entry = chain(5).get(2);
        log.tamper(changed(entry, entry.hash()));

        assertThat(reader.verify()).isEqualTo(new ChainCheck.Broken(entry.id(), Flaw.CHANGED));
        assertThat(reader.foundBroken()).isTrue();
    }

    @Test
    void namesTheEntryBehindOneThatWasWrittenAnewWithItsHash() {
        List<AuditEntry> chain = chain(5);
        AuditEntry forged =
                new Draft(clock.instant(), "eve", "x", "y", "", Outcome.DONE, "", "")
                        .behind(chain.get(1).head());
        log.tamper(forged);

        assertThat(forged.id()).isEqualTo(chain.get(2).id());
        assertThat(reader.verify())
                .isEqualTo(new ChainCheck.Broken(chain.get(3).id(), Flaw.OTHER_BEFORE));
    }

    @Test
    void namesTheEntryBehindOneThatIsGone() {
        List<AuditEntry> chain = chain(5);
        log.lose(chain.get(2).id());

        assertThat(reader.verify())
                .isEqualTo(new ChainCheck.Broken(chain.get(3).id(), Flaw.MISSING_BEFORE));
    }

    @Test
    void missesABeginningThatNoRetentionTook() {
        List<AuditEntry> chain = chain(5);
        log.lose(chain.get(0).id());
        log.lose(chain.get(1).id());

        assertThat(reader.verify())
                .isEqualTo(new ChainCheck.Broken(chain.get(2).id(), Flaw.MISSING_BEFORE));
    }

    @Test
    void goesByTheOldestEntryThatTheRetentionLeft() {
        chain(5);
        clock.advance(Duration.ofDays(20));
        List<AuditEntry> kept = chain(3);
        clock.advance(Duration.ofDays(12));

        retention.trim();

        assertThat(log.after(null, 10)).hasSize(4).startsWith(kept.getFirst());
        assertThat(reader.verify())
                .isInstanceOfSatisfying(
                        ChainCheck.Intact.class,
                        intact -> assertThat(intact.oldest()).isEqualTo(kept.getFirst().id()));

        log.lose(kept.getFirst().id());
        assertThat(reader.verify())
                .isEqualTo(new ChainCheck.Broken(kept.get(1).id(), Flaw.MISSING_BEFORE));
    }

    @Test
    void staysIntactWhenTheRetentionWasCutShort() {
        List<AuditEntry> old = chain(5);
        clock.advance(Duration.ofDays(32));
        retention.trim();
        log.tamper(old.get(4));

        assertThat(reader.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    @Test
    void trimsAgainAfterYearsWithoutAnEntry() {
        chain(2);
        clock.advance(Duration.ofDays(32));
        retention.trim();
        clock.advance(Duration.ofDays(400));
        retention.trim();

        assertThat(log.after(null, 10)).hasSize(1);
        assertThat(reader.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    @Test
    void writesOneEntryADayAboutTheRetention() {
        chain(1);
        clock.advance(Duration.ofDays(30).plusHours(12));

        retention.trim();

        assertThat(log.after(null, 10)).hasSize(1);
    }

    private List<AuditEntry> chain(int count) {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(
                    log.append(
                            new Draft(
                                    clock.instant(),
                                    "root",
                                    "channel.update",
                                    "slack",
                                    "",
                                    Outcome.DONE,
                                    "198.51.100.7",
                                    "req-" + i),
                            null));
        }
        return entries;
    }

    private static AuditEntry changed(AuditEntry entry, String hash) {
        return new AuditEntry(
                entry.id(),
                entry.at(),
                "somebody else",
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.outcome(),
                entry.address(),
                entry.requestId(),
                entry.previous(),
                hash);
    }
}
