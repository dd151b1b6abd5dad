package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.tail.AttemptTail;
import dev.switchboard.application.service.time.Cooldown;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Logs each change that an operator must know, with ids and without bodies, and nothing for a
/// message that takes its normal way.
final class OperatorLog implements RelayTelemetry {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorLog.class);

    /// A busy target postpones each of its lanes.
    private static final Duration BETWEEN_POSTPONED = Duration.ofMinutes(1);

    /// A target that takes every other call fails and recovers with each of them.
    private static final Duration BETWEEN_FAILINGS = Duration.ofSeconds(10);

    private final RelayTelemetry counts;
    private final AttemptTail tail;
    private final Clock clock;
    private final Map<Target, Cooldown> postponed = new ConcurrentHashMap<>();
    private final Map<Target, Cooldown> failing = new ConcurrentHashMap<>();

    /// Targets whose failure was not logged; their recovery is not logged either.
    private final Set<Target> passedOver = ConcurrentHashMap.newKeySet();

    /// @param counts also receives everything
    /// @param tail also receives the attempts
    OperatorLog(RelayTelemetry counts, AttemptTail tail, Clock clock) {
        this.counts = counts;
        this.tail = tail;
        this.clock = clock;
    }

    @Override
    public void accepted(boolean repeated, Instant since) {
        counts.accepted(repeated, since);
    }

    @Override
    public void attempted(Target target, Message message, Instant since, Attempt attempt) {
        counts.attempted(target, message, since, attempt);
        tail.attempted(target, message, attempt);
    }

    @Override
    public void parked(Target target, MessageId message, ParkReason reason) {
        counts.parked(target, message, reason);
        // The sender of a refused message was told.
        Level level = reason.equals(ParkReason.REFUSED) ? Level.INFO : Level.WARN;
        line(level, "delivery_parked", target)
                .addKeyValue("message_id", message)
                .addKeyValue("reason", reason)
                .log("Parked {} for {}: {}", message, target, reason);
    }

    @Override
    public void stepped(Step.Kind kind) {
        counts.stepped(kind);
    }

    @Override
    public void mended(Target target, MessageId message, Mending mending) {
        counts.mended(target, message, mending);
        String what = MicrometerTelemetry.label(mending);
        line(Level.INFO, "delivery_" + what, target)
                .addKeyValue("message_id", message)
                .log("An admin has {} {} for {}", what, message, target);
    }

    @Override
    public void postponed(Target target, MessageId message, Instant until) {
        counts.postponed(target, message, until);
        if (!mayLog(postponed, target, BETWEEN_POSTPONED)) {
            return;
        }
        line(Level.INFO, "retry_postponed", target)
                .addKeyValue("message_id", message)
                .addKeyValue("until", until)
                .log("{} asks for a pause: {} waits until {}", target, message, until);
    }

    @Override
    public void circuitChanged(Target target, CircuitChange change, String cause) {
        counts.circuitChanged(target, change, cause);
        switch (change) {
            case FAILING -> failing(target, cause);
            case OPENED -> {
                passedOver.remove(target);
                line(Level.WARN, "circuit_opened", target)
                        .addKeyValue("cause", cause)
                        .log("{} is not called for a while: {}", target, cause);
            }
            case PROBED ->
                    line(Level.INFO, "circuit_half_open", target)
                            .log("Checking whether {} is back", target);
            case RECOVERED -> {
                postponed.remove(target);
                if (!passedOver.remove(target)) {
                    line(Level.INFO, "target_recovered", target).log("{} is back", target);
                }
            }
        }
    }

    private void failing(Target target, String cause) {
        if (!mayLog(failing, target, BETWEEN_FAILINGS)) {
            passedOver.add(target);
            return;
        }
        line(Level.WARN, "target_failing", target)
                .addKeyValue("cause", cause)
                .log("{} does not answer well: {}", target, cause);
    }

    private boolean mayLog(Map<Target, Cooldown> lines, Target target, Duration between) {
        return lines.computeIfAbsent(target, _ -> new Cooldown(between)).tryBegin(clock.instant());
    }

    private static LoggingEventBuilder line(Level level, String action, Target target) {
        return LOG.atLevel(level).addKeyValue("action", action).addKeyValue("target", target);
    }
}
