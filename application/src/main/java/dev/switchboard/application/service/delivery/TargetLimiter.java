package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.TargetLimiter.Visitor;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The gate of one target: a bulkhead that limits concurrent calls, a [CircuitBreaker] that stops
/// calls while the target is down, and a switch that holds it. Lanes that may not pass wait in a
/// [WaitingLine] and are admitted later; no thread waits, and waiting costs no attempt.
final class TargetLimiter {

    /// A lane in line. An admitted lane calls [#enter] again, or [#passOn].
    interface Visitor {
        void admit();

        /// Whether it gives way to visitors that do not yield.
        default boolean yields() {
            return false;
        }
    }

    enum Admission {
        /// Call the target, then [#leave].
        ENTER,
        /// In line behind other calls.
        QUEUED,
        /// In line until the target is back or switched on.
        SHUT
    }

    /// The state in which a call found the target.
    enum TargetSignal {
        /// It took a message or refused it.
        SERVING,
        /// It answered, and takes nothing for now.
        ALIVE,
        OUTAGE,
        /// The target was not called.
        NONE
    }

    private final Target target;
    private final IntSupplier places;
    private final CircuitBreaker breaker;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingLine line = new WaitingLine();

    private int inside;
    private boolean held;
    private int switched;

    /// The time at which the gate reopens; null if none is known.
    private @Nullable Instant resumesAt;

    /// @param places the number of concurrent calls, which may change
    TargetLimiter(
            Target target, GateSettings settings, IntSupplier places, Clock clock, Timer timer) {
        this.target = target;
        this.places = places;
        this.timer = timer;
        this.breaker = new CircuitBreaker(settings, clock, timer, this::admitNext);
    }

    /// The target, for telemetry.
    Target target() {
        return target;
    }

    Admission enter(Visitor visitor) {
        lock.lock();
        try {
            if (held || breaker.isShut()) {
                line.add(visitor);
                return Admission.SHUT;
            }
            if (inside >= places.getAsInt()) {
                line.add(visitor);
                return Admission.QUEUED;
            }
            breaker.begin();
            inside++;
            return Admission.ENTER;
        } finally {
            lock.unlock();
        }
    }

    /// Like [#enter], for callers that do not wait.
    boolean enterNow() {
        lock.lock();
        try {
            if (held || breaker.isShut() || inside >= places.getAsInt()) {
                return false;
            }
            breaker.begin();
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(TargetSignal signal) {
        leave(signal, "");
    }

    /// @param cause the cause of an outage, for people
    /// @return the change of the target's state; null if there is none
    @Nullable CircuitChange leave(TargetSignal signal, String cause) {
        List<Visitor> next;
        @Nullable CircuitChange change;
        lock.lock();
        try {
            inside--;
            change = breaker.end(signal, cause);
            next = nextInLine();
        } finally {
            lock.unlock();
        }
        next.forEach(Visitor::admit);
        return change;
    }

    /// Whether the target is not called because it is away. One that is switched off, or answered
    /// and takes nothing, is not away.
    boolean isDown() {
        lock.lock();
        try {
            return !held && breaker.isOpen() && breaker.view().failures() > 0;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the running call is a probe.
    boolean isProbing() {
        return breaker.isProbing();
    }

    /// Passes the turn on: an admitted lane had nothing to deliver after all.
    void passOn() {
        admitNext();
    }

    /// Opens the circuit because a message used up its retries, unless the target served others
    /// meanwhile: then the fault is the message's own, and must not stop all others.
    ///
    /// @param served the result of [#served] at the message's attempt before
    /// @return whether it opened now
    boolean countAsDown(long served) {
        lock.lock();
        try {
            return breaker.served() == served && breaker.trip();
        } finally {
            lock.unlock();
        }
    }

    /// Returns how many calls found the target serving, since this hub started.
    long served() {
        lock.lock();
        try {
            return breaker.served();
        } finally {
            lock.unlock();
        }
    }

    /// Returns a counter that identifies the current state of the switch; see [#hold].
    int switchings() {
        lock.lock();
        try {
            return switched;
        } finally {
            lock.unlock();
        }
    }

    /// Holds the gate because its target is switched off. If the switch was changed since `seen`,
    /// the caller's knowledge is stale: nothing changes, and the caller must look again.
    void hold(int seen) {
        lock.lock();
        try {
            held |= switched == seen;
        } finally {
            lock.unlock();
        }
    }

    /// Reopens the gate because its target was switched on, or may have been.
    void resume() {
        lock.lock();
        try {
            switched++;
            held = false;
        } finally {
            lock.unlock();
        }
        admitNext();
    }

    /// Reopens the gate at this time. Of several times the earliest counts, because a lane that is
    /// admitted too early asks again; so the gate waits for one time, however many lanes ask.
    void resumeAt(Instant when) {
        lock.lock();
        try {
            if (resumesAt != null && !when.isBefore(resumesAt)) {
                return;
            }
            resumesAt = when;
        } finally {
            lock.unlock();
        }
        timer.at(when, () -> resumeFrom(when));
    }

    private void resumeFrom(Instant when) {
        lock.lock();
        try {
            if (!when.equals(resumesAt)) {
                return; // an earlier time was asked for later
            }
            resumesAt = null;
        } finally {
            lock.unlock();
        }
        resume();
    }

    /// Resets the circuit because the target has a new address.
    void renew() {
        lock.lock();
        try {
            breaker.close();
        } finally {
            lock.unlock();
        }
        admitNext();
    }

    /// Since when the target is away, and why; null while it is well.
    @Nullable TargetOutage outage() {
        lock.lock();
        try {
            return breaker.outage(target);
        } finally {
            lock.unlock();
        }
    }

    Circuit circuit() {
        lock.lock();
        try {
            return breaker.view();
        } finally {
            lock.unlock();
        }
    }

    private void admitNext() {
        List<Visitor> next;
        lock.lock();
        try {
            next = nextInLine();
        } finally {
            lock.unlock();
        }
        next.forEach(Visitor::admit);
    }

    /// Returns the visitors that may pass now: none while shut, one as a probe, else one per free
    /// place.
    private List<Visitor> nextInLine() {
        if (held || breaker.isShut()) {
            return List.of();
        }
        int free = breaker.isOpen() ? 1 : places.getAsInt() - inside;
        List<Visitor> next = new ArrayList<>(0);
        for (int i = 0; i < free && !line.isEmpty(); i++) {
            next.add(line.removeFirst());
        }
        return next;
    }

    /// The lanes that wait at a gate, each once, in the order of arrival. Lanes with a redriven
    /// delivery yield: they get their turn when no lane with live traffic waits.
    static final class WaitingLine {

        private final LinkedHashSet<Visitor> live = new LinkedHashSet<>();
        private final LinkedHashSet<Visitor> redriven = new LinkedHashSet<>();

        void add(Visitor visitor) {
            (visitor.yields() ? redriven : live).add(visitor);
        }

        boolean isEmpty() {
            return live.isEmpty() && redriven.isEmpty();
        }

        /// Removes the visitor whose turn it is.
        Visitor removeFirst() {
            return (live.isEmpty() ? redriven : live).removeFirst();
        }
    }
}
