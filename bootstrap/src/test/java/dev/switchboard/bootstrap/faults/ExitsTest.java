package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path directory;

    private final Exits exits = new Exits();

    /// A program that ends with that code at once, each time that it is started.
    private HubProcess ending(int code, int times) {
        HubProgram program = new HubProgram(List.of("sh", "-c", "exit " + code));
        HubProcess hub = new HubProcess(program, directory, Map.of());
        for (int i = 0; i < times; i++) {
            hub.spawn();
            hub.awaitEnd(SOON);
        }
        return hub;
    }

    private void assertExpected(HubProcess hub) {
        exits.assertExpected(List.of(hub));
    }

    @Test
    void findAHubThatEndedByItself() {
        HubProcess hub = ending(Cluster.LOST, 1);

        assertThatThrownBy(() -> assertExpected(hub)).hasMessageContaining("unexpected ends");
    }

    @Test
    void findAHubThatEndedOnceMoreThanExpected() {
        HubProcess hub = ending(Cluster.LOST, 2);
        exits.expect(hub, Cluster.LOST);

        assertThatThrownBy(() -> assertExpected(hub)).hasMessageContaining("unexpected ends");
    }

    @Test
    void findAHubThatEndedInAnotherWay() {
        HubProcess hub = ending(1, 1);
        exits.allow(hub, Cluster.LOST);

        assertThatThrownBy(() -> assertExpected(hub)).hasMessageContaining("unexpected ends");
    }

    @Test
    void findAnEndThatIsMissing() {
        HubProcess hub = ending(Cluster.LOST, 0);
        exits.expect(hub, Cluster.LOST);

        assertThatThrownBy(() -> assertExpected(hub)).hasMessageContaining("missing");
    }

    @Test
    void acceptWhatIsExpectedAndWhatIsAllowed() {
        HubProcess hub = ending(Cluster.LOST, 2);
        exits.expect(hub, Cluster.LOST);
        exits.allow(hub, Cluster.LOST);
        exits.allow(hub, Cluster.LOST);

        assertThatCode(() -> assertExpected(hub)).doesNotThrowAnyException();
    }
}
