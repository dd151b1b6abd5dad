package dev.switchboard.application.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.in.health.WatchPace.Point;
import dev.switchboard.application.service.health.PaceKeeper.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaceKeeperTest {

    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(250);

    private final MutableClock clock = new MutableClock();
    private Totals totals = totals(0, 0, 0, 0, 0, 0);
    private final PaceKeeper pace = new PaceKeeper(() -> totals, clock);

    private static Totals totals(
            long accepted, long delivered, long parked, long pending, long quick, long slow) {
        return new Totals(
                accepted,
                delivered,
                parked,
                pending,
                new TreeMap<>(Map.of(QUICK, quick, SLOW, slow)));
    }

    private void look() {
        clock.advance(WatchPace.STEP);
        pace.look();
    }

    private List<Point> all() {
        return pace.since(Instant.EPOCH);
    }

    @Test
    void knowsNothingOfBeforeItsFirstLook() {
        totals = totals(900, 800, 3, 7, 800, 800);

        look();

        assertThat(all()).isEmpty();
    }

    @Test
    void tellsWhatWasDoneInEachStep() {
        look();
        totals = totals(30, 20, 1, 4, 19, 20);
        look();
        totals = totals(31, 40, 1, 2, 37, 40);
        look();
        look();

        assertThat(all())
                .extracting(Point::accepted, Point::delivered, Point::parked, Point::pending)
                .containsExactly(
                        tuple(30L, 20L, 1L, 4L), tuple(1L, 20L, 0L, 2L), tuple(0L, 0L, 0L, 2L));
        assertThat(all()).extracting(Point::p95Ms).containsExactly(10L, 250L, null);
        assertThat(pace.since(clock.instant())).hasSize(1);
    }

    @Test
    void saysTheLastBoundIfEvenThatIsTooShort() {
        look();
        totals = totals(0, 10, 0, 0, 0, 1);
        look();

        assertThat(all()).extracting(Point::p95Ms).containsExactly(250L);
    }

    @Test
    void keepsThreeHours() {
        for (int i = 0; i < 722; i++) {
            look();
        }

        assertThat(all()).hasSize(720);
        assertThat(all().getLast().at()).isEqualTo(clock.instant());
    }

    @Test
    void tellsWatchersUntilTheyLeave() {
        List<Point> told = new ArrayList<>();
        look();
        Runnable end = pace.watch(told::add);
        look();
        end.run();
        look();

        assertThat(told).containsExactly(all().getFirst());
    }
}
