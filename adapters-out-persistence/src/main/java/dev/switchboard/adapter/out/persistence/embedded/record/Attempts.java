package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A step of a trace: a value of `TRACE`, or within a delivery's if it is that one's newest call.
final class Attempts {

    private static final int NANOS_PER_MICRO = 1000;

    private static final Outcome[] OUTCOMES = {
        Outcome.DELIVERED,
        Outcome.ANSWERED,
        Outcome.UNAVAILABLE,
        Outcome.UNKNOWN_OUTCOME,
        Outcome.REFUSED,
        Outcome.PARKED,
        Outcome.REDRIVEN,
        Outcome.DISCARDED
    };

    private Attempts() {}

    static void write(ByteWriter writer, Attempt attempt) {
        Integer status = attempt.status();
        writer.number(attempt.number())
                .instant(attempt.at())
                .number(Math.max(0, attempt.took().toNanos() / NANOS_PER_MICRO))
                .octet(List.of(OUTCOMES).indexOf(attempt.outcome()))
                .number(status == null ? 0 : status + 1L)
                .text(attempt.detail())
                .flag(attempt.afterGap());
    }

    static Attempt read(ByteReader reader) {
        int number = (int) reader.number();
        Instant at = reader.instant();
        Duration took = Duration.ofNanos(reader.number() * NANOS_PER_MICRO);
        Outcome outcome = reader.choice(OUTCOMES);
        int status = (int) reader.number();
        String detail = reader.text();
        return new Attempt(
                number, at, took, outcome, status == 0 ? null : status - 1, detail, reader.flag());
    }
}
