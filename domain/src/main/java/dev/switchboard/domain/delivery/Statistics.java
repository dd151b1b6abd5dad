package dev.switchboard.domain.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Counts of the messages accepted for a target since some instant.
///
/// @param sent messages accepted
/// @param delivered those that the target took, including answered ones
/// @param answered those that the target answered
/// @param retried those tried more than once
/// @param parked those parked now
/// @param pending those pending now
/// @param p50 the median duration of the last attempt of delivered ones; null if there is none
/// @param p95 likewise the 95th percentile
public record Statistics(
        long sent,
        long delivered,
        long answered,
        long retried,
        long parked,
        long pending,
        @Nullable Duration p50,
        @Nullable Duration p95) {}
