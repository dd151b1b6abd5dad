package dev.switchboard.domain.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of the messages that were accepted for a target since some instant.
///
/// @param sent how many messages were accepted
/// @param delivered how many of them the target took, answered ones included
/// @param answered how many of them the target answered
/// @param retried how many of them were tried more than once
/// @param parked how many of them are parked
/// @param pending how many of them are pending
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
