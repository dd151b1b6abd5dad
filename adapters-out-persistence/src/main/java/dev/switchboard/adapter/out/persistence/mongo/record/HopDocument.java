package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/// One step of a message's trace.
///
/// @param tookNanos its duration in nanoseconds
public record HopDocument(
        String target,
        int number,
        Instant at,
        long tookNanos,
        Outcome outcome,
        @Nullable Integer status,
        StoredText detail,
        boolean afterGap) {

    private static final HopMapper MAPPER = Mappers.getMapper(HopMapper.class);

    /// A step that does not quote a target.
    public static HopDocument from(Target target, Attempt attempt) {
        return MAPPER.toDocument(target, attempt, StoredText.plain(attempt.detail()));
    }

    public static HopDocument from(MessageId message, Target target, Attempt attempt) {
        return attempt.quotesTarget()
                ? MAPPER.toDocument(
                        target, attempt, StoredText.said(attempt.detail(), place(message.value())))
                : from(target, attempt);
    }

    /// @param message the message that the trace belongs to
    public Attempt toAttempt(String message) {
        return MAPPER.toAttempt(this, detail.text(place(message)));
    }

    public static String place(String message) {
        return StoredText.place(JOURNAL, "detail", message);
    }

    /// Maps components by name.
    @Mapper
    interface HopMapper {

        @Mapping(target = "tookNanos", source = "attempt.took")
        @Mapping(target = "target", source = "target")
        @Mapping(target = "detail", source = "detail")
        HopDocument toDocument(Target target, Attempt attempt, StoredText detail);

        @Mapping(target = "took", source = "hop.tookNanos")
        @Mapping(target = "detail", source = "detail")
        Attempt toAttempt(HopDocument hop, String detail);

        default String text(Target target) {
            return target.toString();
        }

        default long nanos(Duration duration) {
            return duration.toNanos();
        }

        default Duration duration(long nanos) {
            return Duration.ofNanos(nanos);
        }
    }
}
