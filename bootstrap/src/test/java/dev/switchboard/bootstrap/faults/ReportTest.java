package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import dev.switchboard.bootstrap.faults.History.Way;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Lane ONE = new Lane(Way.OUT, "one");
    private static final Lane OTHER = new Lane(Way.OUT, "other");

    /// @param tries when each began; all but the last are refused
    private static Offered offered(Lane lane, Outcome outcome, int ended, int... tries) {
        int last = tries[tries.length - 1];
        boolean refused = tries.length > 1 || outcome == Outcome.UNKNOWN;
        return new Offered(
                lane,
                "at " + tries[0],
                outcome,
                seconds(tries[0]),
                seconds(ended),
                seconds(last),
                refused ? OptionalLong.of(seconds(tries[0])) : OptionalLong.empty());
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }

    private static Report report(Offered... offered) {
        History history = new History(List.of(offered), List.of(), List.of(), List.of());
        return Report.of("a cell", history, List.of());
    }

    /// A sender may have accepted meanwhile that it does not know what became of a message.
    @Test
    void countsARefusalUntilTheNextAcknowledgementOfTheSession() {
        Report report =
                report(
                        offered(ONE, Outcome.ACKED, 1, 0),
                        offered(ONE, Outcome.UNKNOWN, 5, 3),
                        offered(OTHER, Outcome.ACKED, 6, 5),
                        offered(ONE, Outcome.UNKNOWN, 8, 6, 7),
                        offered(ONE, Outcome.ACKED, 20, 9, 10, 11),
                        offered(ONE, Outcome.ACKED, 30, 21),
                        offered(ONE, Outcome.ACKED, 33, 31, 32));

        assertThat(report.longestRefusal()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void countsARefusalThatIsNotOver() {
        Report report =
                report(offered(ONE, Outcome.UNKNOWN, 2, 1), offered(ONE, Outcome.UNKNOWN, 9, 7));

        assertThat(report.longestRefusal()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void doesNotTakeASlowAnswerForARefusal() {
        Report report = report(offered(ONE, Outcome.ACKED, 9, 1));

        assertThat(report.longestRefusal()).isZero();
        assertThat(report.longestWait()).isEqualTo(Duration.ofSeconds(8));
    }
}
