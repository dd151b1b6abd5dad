package dev.switchboard.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.domain.InvalidValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueGoalsTest {

    private static QueueGoals within(long answer, long reply) {
        return new QueueGoals(
                TenantId.DEFAULT,
                QueueId.DEFAULT,
                1,
                Duration.ofSeconds(answer),
                Duration.ofSeconds(reply),
                null);
    }

    @Test
    void areOfASecondToADay() {
        assertThat(within(1, 86_400).replyWithin()).isEqualTo(Duration.ofDays(1));
        assertThat(QueueGoals.none(TenantId.DEFAULT, QueueId.DEFAULT).answerWithin()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3600})
    void letAgentsWriteUpForAnHourAtMost(long seconds) {
        assertThat(wrapUp(seconds).wrapUp()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3601})
    void letNobodyWriteUpForLessThanNothingOrLonger(long seconds) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> wrapUp(seconds))
                .matches(e -> e.field().equals("wrap_up_s"));
    }

    private static QueueGoals wrapUp(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new QueueGoals(TenantId.DEFAULT, QueueId.DEFAULT, 1, null, null, time);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 86_401})
    void areNeitherShorterNorLonger(long seconds) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> within(seconds, 60))
                .matches(e -> e.field().equals("answer_within_s"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> within(60, seconds))
                .matches(e -> e.field().equals("reply_within_s"));
    }
}
