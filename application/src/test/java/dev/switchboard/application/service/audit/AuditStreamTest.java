package dev.switchboard.application.service.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryAuditCursor;
import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditStreamTest {

    private final MutableClock clock = new MutableClock();
    private final Outage outage = new Outage();
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final InMemoryAuditCursor cursor = new InMemoryAuditCursor(outage);
    private final Sink sink = new Sink();
    private AuditStream stream = started();

    private static final class Sink implements AuditSink {

        private final List<String> details = new ArrayList<>();
        private boolean wanted = true;
        private boolean full;
        private Runnable afterwards = () -> {};

        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public void write(List<AuditEntry> entries) {
            if (full) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
            entries.forEach(entry -> details.add(entry.detail()));
            afterwards.run();
        }
    }

    /// The stream of a hub that has just started: it knows only the state of the store.
    private AuditStream started() {
        return new AuditStream(log, cursor, sink, clock);
    }

    private void acts(int... numbers) {
        for (int number : numbers) {
            log.append(
                    new Draft(clock.instant(), "a", "act", "s", "" + number, Outcome.DONE, "", ""),
                    null);
        }
    }

    @Test
    void passesOnEachEntryOnceAndInOrder() {
        acts(1, 2);
        stream.goOn();
        acts(3);
        stream.goOn();
        stream.goOn();

        assertThat(sink.details).containsExactly("1", "2", "3");
    }

    @Test
    void passesOnMoreThanOneStep() {
        acts(IntStream.range(0, 1201).toArray());

        stream.goOn();

        assertThat(sink.details).hasSize(1201).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        acts(1, 2);
        stream.goOn();
        acts(3);

        stream = started();
        stream.goOn();

        assertThat(sink.details).containsExactly("1", "2", "3");
    }

    @Test
    void skipsNothingWhenTheHubDiesBetweenAnActAndItsStream() {
        acts(1);
        stream.goOn();
        acts(2, 3);
        outage.begin();
        assertThatThrownBy(stream::goOn).isInstanceOf(StoreUnavailableException.class);
        outage.end();

        stream = started();
        acts(4);
        stream.goOn();

        assertThat(sink.details).containsExactly("1", "2", "3", "2", "3", "4");
    }

    @Test
    void waitsForItsSinkAndTellsForHowLong() {
        acts(1);
        stream.goOn();
        sink.full = true;
        acts(2);
        clock.advance(Duration.ofMinutes(7));
        acts(3);

        stream.goOn();

        assertThat(stream.lag()).isEqualTo(Duration.ofMinutes(7));
        sink.full = false;
        stream.goOn();
        assertThat(stream.lag()).isZero();
        assertThat(sink.details).containsExactly("1", "2", "3");
    }

    @Test
    void readsNothingWhereNobodyWantsIt() {
        sink.wanted = false;
        acts(1);

        stream.goOn();

        assertThat(stream.lag()).isZero();
        assertThat(cursor.last()).isEmpty();
    }
}
