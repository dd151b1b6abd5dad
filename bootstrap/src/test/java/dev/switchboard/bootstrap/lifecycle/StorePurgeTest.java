package dev.switchboard.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

class StorePurgeTest {

    private static final HubSettings SETTINGS =
            new HubSettings(
                    Path.of("data"),
                    null,
                    null,
                    Duration.ofSeconds(30),
                    Duration.ofDays(30),
                    Duration.ofDays(14),
                    false);

    @RegisterExtension final LogLines lines = LogLines.of(StorePurge.class);
    private boolean fails = true;

    private final StorePurge purging = new StorePurge(this::purge, SETTINGS, new MutableClock());

    private int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        if (fails) {
            throw new StoreUnavailableException("a query took too long");
        }
        return 0;
    }

    private void failing(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(purging::run).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void warnsOnceOfManyRunsThatFailedInARow() {
        failing(2);
        assertThat(lines.all()).isEmpty();

        failing(5);

        assertThat(lines.all())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.level()).isEqualTo(Level.WARN);
                    assertThat(line.message())
                            .isEqualTo(
                                    "Old data could not be removed 3 times in a row: a query took too"
                                            + " long");
                });
    }

    @Test
    void countsAnewBehindARunThatSucceeded() {
        failing(2);
        fails = false;
        purging.run();
        fails = true;
        failing(2);

        assertThat(lines.all()).isEmpty();
    }
}
