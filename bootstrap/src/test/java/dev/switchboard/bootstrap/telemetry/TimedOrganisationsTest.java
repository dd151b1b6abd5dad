package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.OrganisationsContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedOrganisationsTest implements OrganisationsContract {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Organisations measured =
            new TimedOrganisations(new InMemoryOrganisations(), registry);

    @Override
    public Organisations organisations() {
        return measured;
    }

    @Test
    void measuresWhatIsStoredAndRead() {
        measured.write(
                ORG,
                new Organisations.Batch(
                        1,
                        Seed.NOW,
                        List.of(new Organisations.Group(1, "Team", 1, 1)),
                        List.of(Organisations.EntryKey.user(2))));
        measured.load(ORG);

        assertThat(measured("presence_write")).isEqualTo(1);
        assertThat(measured("presence_read")).isEqualTo(1);
        assertThat(registry.counter("switchboard.presence.entries").count()).isEqualTo(2);
    }

    private long measured(String operation) {
        return registry.get("switchboard.store").tag("operation", operation).timer().count();
    }
}
