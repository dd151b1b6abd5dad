package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Mending;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Turn;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OperatorLogTest {

    private static final MessageId MESSAGE = new MessageId("msg_" + "0".repeat(32));

    private final MutableClock clock = new MutableClock();
    private final RecordingTelemetry counts = new RecordingTelemetry();
    private final OperatorLog operators = new OperatorLog(counts, clock);
    private final Logger log = (Logger) LoggerFactory.getLogger(OperatorLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    private static Map<String, String> fields(ILoggingEvent line) {
        Map<String, String> fields = new TreeMap<>();
        line.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        return fields;
    }

    @Test
    void writesNothingOfAMessageThatGoesItsWay() {
        operators.accepted(false, Seed.NOW);
        operators.attempted(
                Seed.SLACK,
                Seed.NOW,
                Attempt.step(Seed.NOW, Attempt.Outcome.DELIVERED, "what somebody said"));

        assertThat(lines.list).isEmpty();
        assertThat(counts.events()).hasSize(2);
    }

    @Test
    void namesWhatWasParkedAndWhy() {
        operators.parked(Seed.SLACK, MESSAGE, ParkReason.EXHAUSTED);
        operators.parked(Seed.SLACK, MESSAGE, ParkReason.REFUSED);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.INFO);
        assertThat(fields(lines.list.getFirst()))
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
        for (Turn turn : Turn.values()) {
            operators.turned(Seed.SLACK, turn, "no connection");
        }

        assertThat(actions())
                .containsExactly(
                        "target_failing",
                        "circuit_opened",
                        "circuit_half_open",
                        "target_recovered");
        assertThat(fields(lines.list.getFirst())).containsEntry("cause", "no connection");
    }

    @Test
    void saysOnceInAWhileThatATargetComesAndGoes() {
        for (int i = 0; i < 100; i++) {
            operators.turned(Seed.SLACK, Turn.FAILING, "no connection");
            operators.turned(Seed.SLACK, Turn.RECOVERED, "");
        }
        assertThat(actions()).containsExactly("target_failing", "target_recovered");

        operators.turned(Seed.SLACK, Turn.FAILING, "no connection");
        operators.turned(Seed.SLACK, Turn.OPENED, "no connection");
        operators.turned(Seed.SLACK, Turn.RECOVERED, "");
        clock.advance(Duration.ofSeconds(10));
        operators.turned(Seed.SLACK, Turn.FAILING, "no connection");

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
        return lines.list.stream().map(line -> fields(line).getOrDefault("action", "")).toList();
    }
}
