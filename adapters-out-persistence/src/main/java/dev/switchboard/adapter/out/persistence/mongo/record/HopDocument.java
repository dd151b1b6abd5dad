package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/// One step of a message's trace.
///
/// @param tookNanos how long it lasted, in nanoseconds
public record HopDocument(
        String target,
        int number,
        Instant at,
        long tookNanos,
        Outcome outcome,
        @Nullable Integer status,
        String detail,
        boolean afterGap) {

    private static final HopMapper MAPPER = Mappers.getMapper(HopMapper.class);

    public static HopDocument from(Target target, Attempt attempt) {
        return MAPPER.toDocument(target, attempt);
    }

    public Attempt toAttempt() {
        return MAPPER.toAttempt(this);
    }

    /// Name by name.
    @Mapper
    interface HopMapper {

        @Mapping(target = "tookNanos", source = "attempt.took")
        @Mapping(target = "target", source = "target")
        HopDocument toDocument(Target target, Attempt attempt);

        @Mapping(target = "took", source = "tookNanos")
        Attempt toAttempt(HopDocument hop);

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
