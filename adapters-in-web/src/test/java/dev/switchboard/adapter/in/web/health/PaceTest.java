package dev.switchboard.adapter.in.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakePace;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.health.WatchPace.Point;
import dev.switchboard.domain.identity.Role;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class PaceTest {

    private final Hub hub;
    private final FakePace pace;
    private final Clock clock;

    PaceTest(Hub hub, FakePace pace, Clock clock) {
        this.hub = hub;
        this.pace = pace;
        this.clock = clock;
    }

    @Test
    void isAPointForEachStep() {
        Instant now = clock.instant();
        pace.set(
                new Point(now.minusSeconds(7200), 9, 9, 9, 9, 9L),
                new Point(now.minusSeconds(30), 12, 10, 1, 3, 250L),
                new Point(now.minusSeconds(15), 0, 0, 0, 3, null));

        var answer = hub.get("/v1/figures?since=1h", Role.ADMIN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"step_s\":15",
                        "\"accepted\":12,\"delivered\":10,\"parked\":1,\"pending\":3,\"p95_ms\":250}",
                        "\"pending\":3,\"p95_ms\":null}")
                .doesNotContain("\"accepted\":9");
        assertThat(hub.get("/v1/figures", Role.ADMIN).body()).contains("\"accepted\":9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3d", "-3h", "0h", "h"})
    void refusesATimeThatIsNone(String since) {
        assertThat(hub.get("/v1/figures?since=" + since, Role.ADMIN).statusCode()).isEqualTo(422);
    }
}
