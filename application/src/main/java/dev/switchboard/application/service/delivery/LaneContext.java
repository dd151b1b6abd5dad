package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// The objects that all lanes of a node share.
///
/// @param retries the retry policy of each kind of target
/// @param workers runs each lane with work on a thread of its own
record LaneContext(
        Journal journal,
        Backlog backlog,
        TargetLimiters gates,
        Function<Target.Kind, RetryPolicy> retries,
        WaitingCallers callers,
        PendingCounts pending,
        RelayTelemetry telemetry,
        Timer timer,
        Executor workers,
        Ids ids,
        Clock clock) {}
