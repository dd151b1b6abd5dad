package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.service.delivery.TargetLimiter.Visitor;
import dev.switchboard.application.service.delivery.TargetLimiter.WaitingLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private final WaitingLine line = new WaitingLine();
    private final Visitor live = new Waiting(false);
    private final Visitor liveToo = new Waiting(false);
    private final Visitor redriven = new Waiting(true);
    private final Visitor redrivenToo = new Waiting(true);

    /// Instances that differ even if they look the same.
    private static final class Waiting implements Visitor {
        private final boolean yields;

        private Waiting(boolean yields) {
            this.yields = yields;
        }

        @Override
        public void admit() {}

        @Override
        public boolean yields() {
            return yields;
        }
    }

    private void join(Visitor... visitors) {
        List.of(visitors).forEach(line::add);
    }

    private List<Visitor> turns() {
        List<Visitor> turns = new ArrayList<>();
        while (!line.isEmpty()) {
            turns.add(line.removeFirst());
        }
        return turns;
    }

    @Test
    void letsLiveTrafficGoBeforeWhatWasRedriven() {
        join(redriven, live, redrivenToo, liveToo);

        assertThat(turns()).containsExactly(live, liveToo, redriven, redrivenToo);
    }

    @Test
    void keepsThePlaceOfOneThatJoinsAgain() {
        join(live, liveToo, live);

        assertThat(turns()).containsExactly(live, liveToo);
    }
}
