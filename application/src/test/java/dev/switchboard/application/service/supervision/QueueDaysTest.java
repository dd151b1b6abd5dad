package dev.switchboard.application.service.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryCountedSteps;
import dev.switchboard.application.fakes.InMemoryGoals;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.figures.CountedStep.Kind;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.HandoffSegment;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QueueDaysTest {

    private static final AgentId ANN = new AgentId("ann");
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Outage outage = new Outage();
    private final InMemoryCountedSteps steps = new InMemoryCountedSteps(outage);
    private final InMemoryGoals goals = new InMemoryGoals();
    private final MutableClock clock = new MutableClock();
    private final QueueDays.Day day = day(100);
    private int handoffs;

    private QueueDays.Day day(int most) {
        return new QueueDays(steps, goals, clock, most).today(TenantId.DEFAULT, ZoneOffset.UTC);
    }

    private void joined(Instant at) {
        handoffs++;
        steps.keep(
                new CountedStep(
                        TenantId.DEFAULT,
                        new HandoffId("ho_%024x".formatted(handoffs)),
                        2,
                        Kind.JOINED,
                        at,
                        ANN,
                        new HandoffSegment(QueueId.DEFAULT, null, at.minus(WAIT)),
                        new HandoffSegment(QueueId.DEFAULT, ANN, at),
                        null));
    }

    private void joined() {
        joined(clock.instant());
    }

    private int answered() {
        QueueDay today = day.of(QueueId.DEFAULT);
        assertThat(today).isNotNull();
        return today.answered();
    }

    @Test
    void isUnknownUntilItIsCounted() {
        assertThat(day.of(QueueId.DEFAULT)).isNull();

        assertThat(day.count()).isTrue();

        assertThat(answered()).isZero();
        assertThat(day.count()).isFalse();
    }

    @Test
    void countsEachStepOnce() {
        joined();
        joined(clock.instant().plusSeconds(30));
        day.count();
        clock.advance(Duration.ofSeconds(5));
        joined();
        joined(clock.instant().minusSeconds(60));

        assertThat(day.count()).isTrue();
        assertThat(answered()).isEqualTo(4);
        clock.advance(Duration.ofMinutes(10));
        joined();
        day.count();

        assertThat(answered()).isEqualTo(5);
    }

    @Test
    void readsMoreThanAPage() {
        QueueDays.Day busy = day(3000);
        for (int i = 0; i < 2500; i++) {
            joined();
        }

        busy.count();

        assertThat(busy.of(QueueId.DEFAULT)).extracting(QueueDay::answered).isEqualTo(2500);
    }

    @Test
    void countsNothingTwiceWhenTheClockIsSetBack() {
        QueueDays.Day busy = day(5000);
        for (int i = 0; i < 1500; i++) {
            joined();
        }
        clock.advance(Duration.ofMinutes(10));
        busy.count();
        clock.advance(Duration.ofMinutes(-9));
        busy.count();

        busy.count();

        assertThat(busy.of(QueueId.DEFAULT)).extracting(QueueDay::answered).isEqualTo(1500);
    }

    @Test
    void findsAStepThatACrashDelayed() {
        day.count();
        clock.advance(Duration.ofMinutes(10));
        day.count();
        joined(clock.instant().minus(Duration.ofMinutes(5)));
        day.count();
        assertThat(answered()).isZero();
        clock.advance(Duration.ofMinutes(20));

        day.count();

        assertThat(answered()).isOne();
    }

    @Test
    void judgesAllOfTheDayByTheGoalOfNow() {
        joined();
        day.count();
        assertThat(day.of(QueueId.DEFAULT)).extracting(QueueDay::inTime).isNull();

        goals.save(
                new QueueGoals(
                        TenantId.DEFAULT, QueueId.DEFAULT, 1, Duration.ofSeconds(10), null, null));

        assertThat(day.count()).isTrue();
        assertThat(day.of(QueueId.DEFAULT)).isEqualTo(new QueueDay(0, 1, 1, 0, WAIT, WAIT));
    }

    @Test
    void endsAtMidnight() {
        joined();
        day.count();

        clock.advance(Duration.ofDays(1));

        assertThat(day.count()).isTrue();
        assertThat(answered()).isZero();
    }

    @Test
    void countsAgainAfterAnOutage() {
        joined();
        day.count();
        outage.begin();
        assertThatThrownBy(day::count).isInstanceOf(StoreUnavailableException.class);
        assertThat(answered()).isOne();
        outage.end();
        joined();

        day.count();

        assertThat(answered()).isEqualTo(2);
    }

    @Test
    void isUnknownIfItIsTooMuch() {
        QueueDays.Day busy = day(1);
        joined();
        busy.count();
        assertThat(busy.of(QueueId.DEFAULT)).isNotNull();
        joined();

        assertThat(busy.count()).isTrue();

        assertThat(busy.of(QueueId.DEFAULT)).isNull();
        assertThat(busy.count()).isFalse();
    }
}
