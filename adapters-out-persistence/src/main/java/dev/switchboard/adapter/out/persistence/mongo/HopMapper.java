package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/// Maps trace steps, name by name.
@Mapper
interface HopMapper {

    HopMapper HOPS = Mappers.getMapper(HopMapper.class);

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
