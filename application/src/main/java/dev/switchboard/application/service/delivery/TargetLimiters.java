package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes.Trouble;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// The gate of each target on this node.
public final class TargetLimiters {

    private final Function<Target, GateSettings> settings;
    private final Clock clock;
    private final Timer timer;
    private final ConcurrentMap<Target, TargetLimiter> gates = new ConcurrentHashMap<>();

    /// @param settings the settings of each target's gate
    TargetLimiters(Function<Target, GateSettings> settings, Clock clock, Timer timer) {
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
    }

    TargetLimiter of(Target target) {
        TargetLimiter gate = gates.get(target);
        return gate != null ? gate : gates.computeIfAbsent(target, this::build);
    }

    private TargetLimiter build(Target target) {
        return new TargetLimiter(settings.apply(target), clock, timer);
    }

    /// Returns the state of a target's circuit on this node.
    public Circuit circuit(Target target) {
        TargetLimiter gate = gates.get(target);
        return gate == null ? Circuit.WELL : gate.circuit();
    }

    /// Returns the targets that are away, the longest first.
    public List<Trouble> troubled() {
        List<Trouble> found = new ArrayList<>();
        gates.forEach((target, gate) -> {
            Trouble trouble = gate.trouble(target);
            if (trouble != null) {
                found.add(trouble);
            }
        });
        found.sort(Comparator.comparing(Trouble::since));
        return found;
    }

    /// Returns the targets that were called since the start.
    public Set<Target> called() {
        return Set.copyOf(gates.keySet());
    }

    /// Resumes a target that was switched on.
    public void resume(Target target) {
        of(target).resume();
    }

    /// Resets the circuit of a target with a new address.
    public void renew(Target target) {
        of(target).renew();
    }

    /// Reopens every gate, because another node may have switched its target on.
    void resumeAll() {
        gates.values().forEach(TargetLimiter::resume);
    }
}
