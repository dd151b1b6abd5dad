package dev.switchboard.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.tools.cluster.Tally.Count;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void knowsWhatHasNotArrived() {
        tally.acknowledged("ann", 1);
        tally.acknowledged("ann", 2);
        tally.acknowledged("ben", 1);
        tally.arrived("ann", 1);

        assertThat(tally.count()).isEqualTo(new Count(3, 1, 2, 0, 0));
    }

    @Test
    void letsATextArriveBeforeItIsAcknowledged() {
        tally.arrived("ann", 1);
        tally.acknowledged("ben", 1);

        assertThat(tally.count()).isEqualTo(new Count(1, 1, 1, 0, 0));
    }

    @Test
    void countsRepeats() {
        tally.arrived("ann", 1);
        tally.arrived("ann", 2);
        tally.arrived("ann", 1);

        assertThat(tally.count()).isEqualTo(new Count(0, 2, 0, 1, 0));
    }

    @Test
    void countsWhatLeavesOneOut() {
        tally.arrived("ann", 1);
        tally.arrived("ann", 3);

        assertThat(tally.count().outOfOrder()).isEqualTo(1);
    }
}
