package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.message.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TimedJournalTest implements JournalContract {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StorePorts plain = new InMemoryStore().ports();
    private final StorePorts measured = plain.with(new TimedJournal(plain.journal(), registry));

    @Override
    public StorePorts store() {
        return measured;
    }

    @Test
    void measuresWhatTheStoreMakesDurable() {
        Message message = stored(EntryDraft.message());

        deliver(message, Seed.SLACK, Seed.NOW);

        assertThat(measured("append")).isEqualTo(1);
        assertThat(measured("settle")).isEqualTo(1);
    }

    private long measured(String operation) {
        return registry.get("switchboard.store").tag("operation", operation).timer().count();
    }
}
