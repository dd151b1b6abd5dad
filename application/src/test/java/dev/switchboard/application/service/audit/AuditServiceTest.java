package dev.switchboard.application.service.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.audit.CurrentCall.Call;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AuditServiceTest {

    private final Outage outage = new Outage();
    private final InMemoryAuditLog log = new InMemoryAuditLog(outage);
    private final MutableClock clock = new MutableClock();
    private final AtomicReference<Call> call =
            new AtomicReference<>(new Call("198.51.100.7", "req-1", null));
    private final SequentialIds ids = new SequentialIds();
    private final AuditService audit = new AuditService(log, call::get, ids, clock);

    @Test
    void recordsWhoCalledFromWhere() {
        audit.record("root", "channel.create", "slack", "new");

        AuditEntry entry = log.after(null, 10).getFirst();
        assertThat(entry.address()).isEqualTo("198.51.100.7");
        assertThat(entry.requestId()).isEqualTo("req-1");
        assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void recordsWhereAnActSaysItComesFrom() {
        audit.record(Act.often("sue", "conversation.watch", "c").from("203.0.113.9"));

        assertThat(log.after(null, 10).getFirst().address()).isEqualTo("203.0.113.9");
    }

    @Test
    void shortensWhatCallersMadeTooLong() {
        audit.record("root", "x", "a".repeat(5000), "");

        assertThat(log.after(null, 10).getFirst().subject()).hasSize(301);
    }

    @Test
    void endsTheActOfItsRequest() {
        Intent intent = audit.begin(Act.of("root", "DELETE /channel/{id}", "slack", ""));
        assertThat(log.begun(10)).containsExactly(intent);
        call.set(new Call("198.51.100.7", "req-1", intent.id()));

        audit.record("root", "channel.delete", "slack", "");
        audit.end(intent, Outcome.DONE, "");

        assertThat(log.begun(10)).isEmpty();
        assertThat(lines()).containsExactly("root channel.delete slack DONE ");
    }

    @Test
    void writesNothingOfAnActThatWasRefused() {
        Intent intent = audit.begin(Act.of("root", "channel.delete", "slack", ""));

        audit.end(intent, null, "");

        assertThat(log.begun(10)).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void tellsOfAnActThatAHubLeftUnfinished() {
        audit.begin(Act.of("root", "account.remove", "bob", ""));
        AuditService next = new AuditService(log, call::get, ids, clock);

        next.goOn();
        assertThat(lines()).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        next.goOn();
        next.goOn();

        assertThat(lines())
                .containsExactly("root account.remove bob UNKNOWN begun, and never ended");
        assertThat(log.begun(10)).isEmpty();
    }

    @Test
    void leavesItsOwnLongActsAlone() {
        audit.begin(Act.of("root", "delivery.redrive_all", "slack", ""));

        clock.advance(Duration.ofHours(1));
        audit.goOn();

        assertThat(lines()).isEmpty();
    }

    @Test
    void beginsNoActThatItCannotWriteDown() {
        outage.begin();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> audit.begin(Act.of("root", "account.remove", "bob", "")));
        assertThat(audit.failures()).isEqualTo(1);
    }

    @Test
    void countsWhatComesAgainWithinAMinute() {
        for (int i = 0; i < 500; i++) {
            audit.record(Act.often("root", "conversation.read", "c-1"));
        }
        audit.record(Act.often("root", "conversation.read", "c-2"));
        clock.advance(Duration.ofMinutes(1));

        audit.goOn();

        assertThat(lines())
                .containsExactly(
                        "root conversation.read c-1 DONE ",
                        "root conversation.read c-2 DONE ",
                        "root conversation.read c-1 DONE 499 more in this minute");
    }

    @Test
    void boundsWhatStrangersCanWrite() {
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 5000; i++) {
                call.set(new Call("2001:db8::" + Integer.toHexString(i), "req", null));
                audit.record(Act.refused("unknown", "log_in", "unknown"));
            }
            clock.advance(Duration.ofMinutes(1));
        }
        audit.goOn();

        List<String> lines = lines();
        assertThat(lines).hasSize(3 * 21);
        assertThat(lines).contains("others log_in others REFUSED 4980 more in this minute");
    }

    @Test
    void goesOnReadingWhileTheStoreTakesNothing() {
        outage.begin();
        audit.record(Act.often("root", "conversation.read", "c-1"));
        assertThat(audit.waiting()).isEqualTo(1);
        assertThat(audit.failures()).isEqualTo(1);
        outage.end();

        audit.goOn();

        assertThat(audit.waiting()).isZero();
        assertThat(lines()).containsExactly("root conversation.read c-1 DONE ");
    }

    @Test
    void refusesWhenTooMuchWaits() {
        outage.begin();
        for (int i = 0; i < 1000; i++) {
            audit.record(Act.often("root", "conversation.read", "c-" + i));
        }

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> audit.record(Act.often("root", "conversation.read", "c")));
    }

    @Test
    void writesWhatItCountedWhenTheHubEnds() {
        audit.record(Act.often("root", "log_in", "root"));
        audit.record(Act.often("root", "log_in", "root"));

        audit.close();

        assertThat(lines())
                .containsExactly(
                        "root log_in root DONE ", "root log_in root DONE 1 more in this minute");
    }

    private List<String> lines() {
        return log.after(null, 1000).stream()
                .map(e ->
                        String.join(
                                " ",
                                e.actor(),
                                e.action(),
                                e.subject(),
                                e.outcome().name(),
                                e.detail()))
                .toList();
    }
}
