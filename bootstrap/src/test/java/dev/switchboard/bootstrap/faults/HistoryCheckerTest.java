package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.faults.History.Arrival;
import dev.switchboard.bootstrap.faults.History.Fault;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import dev.switchboard.bootstrap.faults.History.Stored;
import dev.switchboard.bootstrap.faults.History.Way;
import dev.switchboard.bootstrap.faults.HistoryCheck.Breach;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A checker that finds nothing proves nothing, so it must find each doctored history.
class HistoryCheckerTest {

    private static final Lane OUT = new Lane(Way.OUT, "s");
    private static final Lane BACK = new Lane(Way.BACK, "s");
    private static final long SECOND = 1_700_000_000;

    private final List<Offered> offered = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Stored> stored = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /// Three messages, each answered, at ten ticks each.
    @BeforeEach
    void relayThreeMessages() {
        for (int i = 1; i <= 3; i++) {
            relay(OUT, "m" + i, 2L * i - 1, i * 10L);
            relay(BACK, "a" + i, 2L * i, i * 10L + 5);
        }
    }

    private void relay(Lane lane, String content, long seq, long at) {
        offered.add(new Offered(lane, content, Outcome.ACKED, at, at + 1));
        stored.add(new Stored(lane, seq, "id-" + content, content));
        arrivals.add(new Arrival(lane, "id-" + content, content, at + 2, SECOND));
    }

    private HistoryCheck check() {
        return HistoryChecker.check(new History(offered, arrivals, stored, faults));
    }

    private void assertOnly(Breach breach) {
        HistoryCheck check = check();
        assertThat(check.count(breach)).as(check.toString()).isEqualTo(1);
        assertThat(check.complaints().values().stream().mapToInt(List::size).sum()).isEqualTo(1);
    }

    @Test
    void findsNothingWrongWithAnHonestHistory() {
        HistoryCheck check = check();

        assertThat(check.clean()).as(check.toString()).isTrue();
        assertThat(check.sent()).isEqualTo(6);
        assertThat(check.acked()).isEqualTo(6);
        assertThat(check.delivered()).isEqualTo(6);
    }

    @Test
    void findsALostMessage() {
        arrivals.remove(2);

        assertOnly(Breach.LOST);
    }

    @Test
    void findsADeliveredMessageThatTheHubHasForgotten() {
        stored.removeLast();

        assertThat(check().count(Breach.LOST)).isEqualTo(1);
    }

    @Test
    void missesNothingThatWasNeverAcknowledged() {
        offered.set(4, new Offered(OUT, "m3", Outcome.UNKNOWN, 30, 31));
        arrivals.remove(4);

        assertThat(check().clean()).isTrue();
        assertThat(check().unknown()).isEqualTo(1);
    }

    @Test
    void findsARepeatWithoutAReason() {
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 50, SECOND));

        assertOnly(Breach.DUPLICATE);
    }

    @Test
    void allowsOneRepeatOfALaneForEachFault() {
        faults.add(new Fault(38, 40));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 50, SECOND));

        assertThat(check().clean()).isTrue();
        assertThat(check().repeats()).isEqualTo(1);
    }

    @Test
    void findsASecondRepeatForOneFault() {
        faults.add(new Fault(38, 40));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 50, SECOND));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 51, SECOND));

        assertOnly(Breach.DUPLICATE);
    }

    @Test
    void allowsARepeatThatCameWhileTheNextFaultBegan() {
        faults.add(new Fault(38, 40));
        faults.add(new Fault(48, 52));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 50, SECOND));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 60, SECOND));

        assertThat(check().clean()).isTrue();
    }

    @Test
    void findsARepeatThatAFaultBeforeItsFirstArrivalCannotExplain() {
        faults.add(new Fault(30, 32));
        arrivals.add(new Arrival(BACK, "id-a3", "a3", 50, SECOND));

        assertOnly(Breach.DUPLICATE);
    }

    @Test
    void findsAMessageThatWasStoredTwice() {
        stored.add(new Stored(OUT, 7, "id-other", "m1"));

        assertOnly(Breach.DUPLICATE);
    }

    @Test
    void findsMessagesThatArriveInAnotherOrder() {
        arrivals.add(2, arrivals.remove(4));

        assertOnly(Breach.OUT_OF_ORDER);
    }

    @Test
    void findsMessagesThatWereSentInAnotherOrder() {
        arrivals.set(2, new Arrival(OUT, "id-m2", "m2", 22, SECOND + 1));

        assertOnly(Breach.OUT_OF_ORDER);
    }

    @Test
    void forgivesAPeerThatNotedLateWhatADeadHubSent() {
        faults.add(new Fault(18, 30));
        arrivals.replaceAll(it -> it.at() < 20 ? it : sentIn(it, SECOND + 2));
        arrivals.add(new Arrival(OUT, "id-m1", "m1", 40, SECOND));

        assertThat(check().count(Breach.OUT_OF_ORDER)).isZero();
    }

    private static Arrival sentIn(Arrival arrival, long second) {
        return new Arrival(arrival.lane(), arrival.id(), arrival.content(), arrival.at(), second);
    }

    @Test
    void findsAMessageThatWasStoredBeforeOneThatWasAcknowledgedEarlier() {
        stored.clear();
        arrivals.clear();
        offered.removeIf(it -> it.lane().equals(BACK) || it.content().equals("m3"));
        stored.add(new Stored(OUT, 2, "id-m1", "m1"));
        stored.add(new Stored(OUT, 1, "id-m2", "m2"));
        arrivals.add(new Arrival(OUT, "id-m2", "m2", 50, SECOND));
        arrivals.add(new Arrival(OUT, "id-m1", "m1", 51, SECOND));

        assertOnly(Breach.OUT_OF_ORDER);
    }

    @Test
    void findsAGap() {
        stored.set(5, new Stored(BACK, 7, "id-a3", "a3"));

        assertOnly(Breach.GAP);
    }

    @Test
    void findsASeqThatIsUsedTwice() {
        stored.set(5, new Stored(BACK, 5, "id-a3", "a3"));

        assertOnly(Breach.GAP);
    }

    @Test
    void findsATextThatChangedOnItsWay() {
        arrivals.add(new Arrival(OUT, "id-m4", "m4", 50, SECOND));
        offered.add(new Offered(OUT, "m4", Outcome.ACKED, 40, 41));
        stored.add(new Stored(OUT, 7, "id-m4", "m4!"));

        assertThat(check().count(Breach.ALTERED)).isEqualTo(2);
    }

    @Test
    void findsAMessageInTheWrongSession() {
        arrivals.add(new Arrival(new Lane(Way.OUT, "t"), "id-m3", "m3", 50, SECOND));

        assertOnly(Breach.ALTERED);
    }
}
