package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.domain.delivery.Attempt.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a message's trace.
///
/// @param tookNanos how long it lasted, in nanoseconds
record HopDocument(
        String target,
        int number,
        Instant at,
        long tookNanos,
        Outcome outcome,
        @Nullable Integer status,
        String detail,
        boolean afterGap) {}
