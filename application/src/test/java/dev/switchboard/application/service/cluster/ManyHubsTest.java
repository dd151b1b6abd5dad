package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.service.cluster.ManyHubs.Change;
import dev.switchboard.domain.cluster.PartitionTable;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What it costs that hubs start and end, for few and many of them.
class ManyHubsTest {

    /// A hub's beats stand still for eleven seconds, then some hub declares it dead within a round.
    private static final Duration DEAD = Duration.ofSeconds(14);

    private static final Duration A_ROUND = TableKeeper.EVERY.plusMillis(10);

    private static final Duration SOON = Duration.ofSeconds(5);

    /// A part may be a tenth above the average, and a little moves between those that stay.
    private static final double MOVED = 1.5;

    private static void assertCheap(Change change, int hubs) {
        assertThat(change.moved())
                .isLessThanOrEqualTo((int) (MOVED * PartitionTable.PARTITIONS / hubs));
        assertThat(change.written()).isLessThanOrEqualTo(hubs + 1);
        assertThat(change.read()).isLessThanOrEqualTo(3 * hubs);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "10, 3", "30, 4"})
    void moveLittle(int hubs, long seed) {
        ManyHubs many = new ManyHubs(seed);
        many.start(hubs);
        assertThat(many.greatestPart())
                .isLessThanOrEqualTo((long) Math.ceil(1.1 * PartitionTable.PARTITIONS / hubs));

        Change joined = many.start(1);
        Change killed = many.kill();
        Change stopped = many.stop();

        assertCheap(joined, hubs);
        assertThat(joined.took()).isLessThan(SOON);
        assertThat(joined.unowned()).isZero();
        assertCheap(killed, hubs);
        assertThat(killed.unowned()).isBetween(Duration.ofSeconds(9), DEAD);
        assertCheap(stopped, hubs);
        assertThat(stopped.unowned()).isLessThan(A_ROUND);
    }
}
