package dev.switchboard.adapter.in.socket.gateway.ops;

import dev.switchboard.application.port.in.delivery.WatchAttempts;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Filter;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connection of one admin, with its proof, and the watch of attempts and the others that it
/// may have.
final class OpsConnection {

    private final Proven proof;
    private final WatchAttempts attempts;
    private @Nullable Runnable watching;

    /// The ends of the other watches, by their subject.
    private final Map<String, Runnable> others = new HashMap<>();

    private @Nullable Future<?> expiry;
    private int watches;
    private boolean over;

    OpsConnection(Proven proof, WatchAttempts attempts) {
        this.proof = proof;
        this.attempts = attempts;
    }

    Proven proof() {
        return proof;
    }

    /// @param end ends the connection with its token
    synchronized void expires(Future<?> end) {
        expiry = end;
        if (over) {
            end.cancel(false);
        }
    }

    /// Replaces the watch before it.
    ///
    /// @param tails the tail with this id
    /// @return its id
    synchronized String watch(Filter filter, Function<String, Tail> tails) {
        unwatch();
        Tail next = tails.apply(Integer.toString(++watches));
        Runnable end = attempts.watch(filter, next::attempted);
        watching =
                () -> {
                    end.run();
                    next.end();
                };
        return next.id();
    }

    synchronized void unwatch() {
        if (watching != null) {
            watching.run();
            watching = null;
        }
    }

    /// Replaces the watch of the same before it.
    ///
    /// @param watch begins it, and returns what ends it
    synchronized void watch(String what, Supplier<Runnable> watch) {
        unwatch(what);
        others.put(what, watch.get());
    }

    synchronized void unwatch(String what) {
        Runnable end = others.remove(what);
        if (end != null) {
            end.run();
        }
    }

    /// Tells the admin nothing any more.
    synchronized void deafen() {
        unwatch();
        others.values().forEach(Runnable::run);
        others.clear();
    }

    synchronized void end() {
        over = true;
        deafen();
        if (expiry != null) {
            expiry.cancel(false);
        }
    }
}
