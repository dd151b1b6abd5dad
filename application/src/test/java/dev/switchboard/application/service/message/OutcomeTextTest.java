package dev.switchboard.application.service.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTextTest {

    static Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.Taken(null),
                new Outcome.Taken("{\"text\":\"refused 400 no\\n\"}"),
                new Outcome.Refused(422, ""),
                new Outcome.Refused(400, "two\nlines, and blocked "),
                new Outcome.Blocked(),
                new Outcome.Deferred());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void readsWhatItWrote(Outcome outcome) {
        assertThat(OutcomeText.read(OutcomeText.write(outcome))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "refused", "refused without a status", "{\"ok\":true}"})
    void takesAnythingElseForDeferred(String text) {
        assertThat(OutcomeText.read(text)).isEqualTo(new Outcome.Deferred());
    }

    @Test
    void tellsNoBodyByAnEmptyOne() {
        assertThat(OutcomeText.read(OutcomeText.write(new Outcome.Taken(""))))
                .isEqualTo(new Outcome.Taken(null));
    }
}
