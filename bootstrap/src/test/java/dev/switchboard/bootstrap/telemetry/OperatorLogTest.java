package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Filter;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Made;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Mending;
import dev.switchboard.application.service.tail.AttemptTail;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

class OperatorLogTest {

    private static final MessageId MESSAGE = new MessageId("msg_" + "0".repeat(32));

    private static final Message GONE_ITS_WAY =
            new Message(
                    MESSAGE,
                    ConversationId.ofSession("abc123"),
                    1,
                    new Author(Party.USER, "ann"),
                    Seed.MESSAGE,
                    null,
                    null,
                    Seed.NOW);

    private final MutableClock clock = new MutableClock();
    private final RecordingTelemetry counts = new RecordingTelemetry();
    private final AttemptTail tail = new AttemptTail();
    private final OperatorLog operators = new OperatorLog(counts, tail, clock);
    @RegisterExtension final LogLines lines = LogLines.of(OperatorLog.class);

    @Test
    void writesNothingOfAMessageThatGoesItsWay() {
        List<Made> watched = new ArrayList<>();
        tail.watch(new Filter(Set.of(), Set.of(), Set.of(), null), watched::add);
        operators.accepted(false, Seed.NOW);
        operators.attempted(
                Seed.SLACK,
                GONE_ITS_WAY,
                Seed.NOW,
                Attempt.step(Seed.NOW, Attempt.Outcome.DELIVERED, "what somebody said"));

        assertThat(lines.all()).isEmpty();
        assertThat(counts.events()).hasSize(2);
        assertThat(watched).extracting(Made::message).containsExactly(MESSAGE);
    }

    @Test
    void namesWhatWasParkedAndWhy() {
        operators.parked(Seed.SLACK, MESSAGE, ParkReason.EXHAUSTED);
        operators.parked(Seed.SLACK, MESSAGE, ParkReason.REFUSED);

        assertThat(lines.all())
                .extracting(LogLines.Line::level)
                .containsExactly(Level.WARN, Level.INFO);
        assertThat(lines.all().getFirst().fields())
                .isEqualTo(
                        Map.of(
                                "action",
                                "delivery_parked",
                                "target",
                                Seed.SLACK.toString(),
                                "message_id",
                                MESSAGE.value(),
                                "reason",
                                "exhausted"));
        assertThat(counts.events()).hasSize(2);
    }

    @Test
    void namesWhatAdminsMended() {
        operators.mended(Seed.SLACK, MESSAGE, Mending.REDRIVEN);
        operators.mended(Seed.SLACK, MESSAGE, Mending.DISCARDED);

        assertThat(actions()).containsExactly("delivery_redriven", "delivery_discarded");
    }

    @Test
    void tellsHowATargetStands() {
        for (CircuitChange change : CircuitChange.values()) {
            operators.circuitChanged(Seed.SLACK, change, "no connection");
        }

        assertThat(actions())
                .containsExactly(
                        "target_failing",
                        "circuit_opened",
                        "circuit_half_open",
                        "target_recovered");
        assertThat(lines.all().getFirst().fields()).containsEntry("cause", "no connection");
    }

    @Test
    void saysOnceInAWhileThatATargetComesAndGoes() {
        for (int i = 0; i < 100; i++) {
            operators.circuitChanged(Seed.SLACK, CircuitChange.FAILING, "no connection");
            operators.circuitChanged(Seed.SLACK, CircuitChange.RECOVERED, "");
        }
        assertThat(actions()).containsExactly("target_failing", "target_recovered");

        operators.circuitChanged(Seed.SLACK, CircuitChange.FAILING, "no connection");
        operators.circuitChanged(Seed.SLACK, CircuitChange.OPENED, "no connection");
        operators.circuitChanged(Seed.SLACK, CircuitChange.RECOVERED, "");
        clock.advance(Duration.ofSeconds(10));
        operators.circuitChanged(Seed.SLACK, CircuitChange.FAILING, "no connection");

        assertThat(actions().subList(2, 5))
                .containsExactly("circuit_opened", "target_recovered", "target_failing");
        assertThat(counts.events()).hasSize(204);
    }

    @Test
    void saysOnceAMinuteThatATargetAsksForPatience() {
        for (int i = 0; i < 100; i++) {
            operators.postponed(Seed.SLACK, MESSAGE, Seed.NOW.plusSeconds(90));
        }
        assertThat(actions()).containsExactly("retry_postponed");

        clock.advance(Duration.ofMinutes(1));
        operators.postponed(Seed.SLACK, MESSAGE, Seed.NOW.plusSeconds(90));

        assertThat(actions()).hasSize(2);
        assertThat(counts.events()).hasSize(101);
    }

    private List<String> actions() {
        return lines.all().stream().map(line -> line.fields().getOrDefault("action", "")).toList();
    }
}
