package dev.switchboard.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Attempt.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isAStepWithoutACall() {
        assertThat(Attempt.step(START, Outcome.REDRIVEN, "by admin"))
                .isEqualTo(
                        new Attempt(
                                0,
                                START,
                                Duration.ZERO,
                                Outcome.REDRIVEN,
                                null,
                                "by admin",
                                false));
    }

    @Test
    void keepsFiveHundredCharactersOfItsDetail() {
        assertThat(detailOf("d".repeat(500))).hasSize(500);
        assertThat(detailOf("d".repeat(501))).hasSize(500);
    }

    @Test
    void cutsNoCharacterInHalf() {
        String emoji = "\ud83d\ude00";

        assertThat(detailOf("d".repeat(499) + emoji)).isEqualTo("d".repeat(499));
        assertThat(detailOf("d".repeat(498) + emoji + "d")).isEqualTo("d".repeat(498) + emoji);
    }

    private static String detailOf(String detail) {
        return Attempt.step(START, Outcome.PARKED, detail).detail();
    }
}
