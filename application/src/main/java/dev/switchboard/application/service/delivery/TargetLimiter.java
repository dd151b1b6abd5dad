package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes.Trouble;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Turn;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.TargetLimiter.Visitor;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way to one target: a bulkhead that bounds its calls, a [CircuitBreaker] that leaves it alone
/// while it is down, and a switch that holds it. Lanes that may not pass wait in a [WaitingLine]
/// and are admitted; no thread waits, and waiting costs no attempt.
final class TargetLimiter {

    /// A lane in line. Admitted lanes come back to [#enter], or say [#passOn].
    interface Visitor {
        void admit();

        /// Whether it lets those go first that do not yield.
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

    /// What a visit told about the target.
    enum Finding {
        ALIVE,
        OUTAGE,
        /// Nobody was called.
        NONE
    }

    private final Target target;
    private final int places;
    private final CircuitBreaker breaker;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingLine line = new WaitingLine();

    private int inside;
    private boolean held;
    private int switched;

    TargetLimiter(Target target, GateSettings settings, Clock clock, Timer timer) {
        this.target = target;
        this.places = settings.concurrency();
        this.breaker = new CircuitBreaker(settings, clock, timer, this::summonNext);
    }

    /// Under which name people know what is behind it.
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
            if (inside >= places) {
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

    /// As [#enter], for somebody who does not wait.
    boolean enterNow() {
        lock.lock();
        try {
            if (held || breaker.isShut() || inside >= places) {
                return false;
            }
            breaker.begin();
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(Finding finding) {
        leave(finding, "");
    }

    /// @param cause what an outage is called, for people
    /// @return what that changed about the target; null if nothing
    @Nullable Turn leave(Finding finding, String cause) {
        List<Visitor> next;
        @Nullable Turn turn;
        lock.lock();
        try {
            inside--;
            turn = breaker.end(finding, cause);
            next = nextInLine();
        } finally {
            lock.unlock();
        }
        next.forEach(Visitor::admit);
        return turn;
    }

    /// Whether the one who is inside is there to see whether the target is back.
    boolean isProbing() {
        return breaker.isProbing();
    }

    /// A admitted lane had nothing to deliver after all: it is another one's turn.
    void passOn() {
        summonNext();
    }

    /// A message used up its schedule: its target counts as down, whatever happened in between.
    ///
    /// @return whether that is news
    boolean countAsDown() {
        lock.lock();
        try {
            return breaker.trip();
        } finally {
            lock.unlock();
        }
    }

    /// Which state of the switch the caller is about to read; see [#hold].
    int switchings() {
        lock.lock();
        try {
            return switched;
        } finally {
            lock.unlock();
        }
    }

    /// Shuts the gate because its target is switched off, unless it was switched since `seen`: then
    /// what the caller read is old, and it shall look again.
    void hold(int seen) {
        lock.lock();
        try {
            held = switched == seen;
        } finally {
            lock.unlock();
        }
    }

    /// Its target was switched on, or may have been.
    void resume() {
        lock.lock();
        try {
            switched++;
            held = false;
        } finally {
            lock.unlock();
        }
        summonNext();
    }

    /// Its target moved: what was known of the old address says nothing of the new one.
    void renew() {
        lock.lock();
        try {
            breaker.close();
        } finally {
            lock.unlock();
        }
        summonNext();
    }

    /// Since when the target is away, and why; null while it is well.
    @Nullable Trouble trouble() {
        lock.lock();
        try {
            return breaker.trouble(target);
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

    private void summonNext() {
        List<Visitor> next;
        lock.lock();
        try {
            next = nextInLine();
        } finally {
            lock.unlock();
        }
        next.forEach(Visitor::admit);
    }

    /// As many as may pass now: none while shut, one to probe, else one per free place.
    private List<Visitor> nextInLine() {
        if (held || breaker.isShut()) {
            return List.of();
        }
        int free = breaker.isOpen() ? 1 : places - inside;
        List<Visitor> next = new ArrayList<>(0);
        for (int i = 0; i < free && !line.isEmpty(); i++) {
            next.add(line.removeFirst());
        }
        return next;
    }

    /// The lanes that wait at a gate, each once, in the order in which they came. Those that yield,
    /// since what they deliver was re-driven, have their turn when no lane with live traffic waits.
    static final class WaitingLine {

        private final LinkedHashSet<Visitor> live = new LinkedHashSet<>();
        private final LinkedHashSet<Visitor> redriven = new LinkedHashSet<>();

        void add(Visitor visitor) {
            (visitor.yields() ? redriven : live).add(visitor);
        }

        boolean isEmpty() {
            return live.isEmpty() && redriven.isEmpty();
        }

        /// Takes out the one whose turn it is.
        Visitor removeFirst() {
            return (live.isEmpty() ? redriven : live).removeFirst();
        }
    }
}
