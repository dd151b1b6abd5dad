package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The shared dependencies of this hub's sessions.
///
/// @param hear receives agents' messages; a supplier, because the receiver depends on this desk
/// @param executor runs each task on a thread of its own, which may block
/// @param mints limits requests for tokens
/// @param renewals limits renewals of tokens
/// @param messagesPerMinute how many messages one conversation accepts
record SalesforceContext(
        ChatApi chat,
        DeskSessions sessions,
        PartitionOwnership ownership,
        Supplier<ReceiveDeskEvents> hear,
        Ids ids,
        Clock clock,
        Timer timer,
        Executor executor,
        Pace mints,
        Pace renewals,
        int messagesPerMinute,
        Timings timings) {

    /// Durations.
    ///
    /// @param first the pause after the first failure
    /// @param longest the longest pause between attempts
    /// @param linger how long agents are heard after the end
    /// @param behind how far the stored position may lag behind entries without results
    record Timings(Duration first, Duration longest, Duration linger, Duration behind) {

        static final Timings USUAL =
                new Timings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10));

        /// The pause after another failure.
        Duration after(Duration pause) {
            Duration next = pause.multipliedBy(3).dividedBy(2);
            return next.compareTo(longest) < 0 ? next : longest;
        }
    }

    /// Runs work on another thread after a pause.
    void later(Duration pause, Runnable work) {
        timer.at(clock.instant().plus(pause), () -> executor.execute(work));
    }

    /// Runs work on a short-lived thread and waits for it. Threads that live as long as a chat need
    /// it: logging, JSON and others keep kilobytes per thread that ever used them.
    <T> T aside(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, executor).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Blocks this thread for a while.
    void pause(Duration length) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        timer.at(clock.instant().plus(length), () -> over.complete(true));
        var _ = over.join();
    }
}
