package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

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
        assertThat(Outcome.of(outcome.asText())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "refused", "refused without a status", "{\"ok\":true}"})
    void takesAnythingElseForDeferred(String text) {
        assertThat(Outcome.of(text)).isEqualTo(new Outcome.Deferred());
    }

    @Test
    void tellsNoBodyByAnEmptyOne() {
        assertThat(Outcome.of(new Outcome.Taken("").asText())).isEqualTo(new Outcome.Taken(null));
    }
}
