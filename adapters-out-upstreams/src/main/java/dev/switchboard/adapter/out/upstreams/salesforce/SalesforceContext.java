package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What sessions of this process have in common.
///
/// @param hear who is told what agents say; asked for late, for whoever that is needs this desk
/// @param executor runs each task on a thread of its own, which may wait
/// @param mints how many tokens may be asked for
/// @param renewals how many may be renewed
/// @param messagesPerMinute how many messages one conversation takes
record SalesforceContext(
        ChatApi chat,
        DeskSessions sessions,
        Supplier<ReceiveDeskEvents> hear,
        Ids ids,
        Clock clock,
        Timer timer,
        Executor executor,
        Pace mints,
        Pace renewals,
        int messagesPerMinute,
        Tempo tempo) {

    /// How long is waited.
    ///
    /// @param first after the first failure
    /// @param longest however often it failed
    /// @param linger how long agents are heard after the end
    /// @param behind how much of what brings nothing is heard again, at most
    record Tempo(Duration first, Duration longest, Duration linger, Duration behind) {

        static final Tempo USUAL =
                new Tempo(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10));

        /// The pause after one that was of no use.
        Duration after(Duration pause) {
            Duration next = pause.multipliedBy(3).dividedBy(2);
            return next.compareTo(longest) < 0 ? next : longest;
        }
    }

    /// Works on another thread after a while.
    void later(Duration pause, Runnable work) {
        timer.at(clock.instant().plus(pause), () -> executor.execute(work));
    }

    /// Does something on a thread that ends with it, and waits for that. For threads that live as
    /// long as a chat: logging, JSON and others keep kilobytes for each thread that ever used them.
    <T> T aside(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, executor).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Waits on this thread.
    void pause(Duration length) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        timer.at(clock.instant().plus(length), () -> over.complete(true));
        var _ = over.join();
    }
}
