package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// The gate of each target on this hub, and of each client's calls where a target serves several.
/// Of the concurrent calls that a target gets, a hub has its share.
public final class TargetLimiters {

    private final Function<Target, GateSettings> settings;
    private final List<Upstream> upstreams;
    private final PartitionOwnership ownership;
    private final Clock clock;
    private final Timer timer;
    private final ConcurrentMap<Target, TargetLimiter> gates = new ConcurrentHashMap<>();

    /// @param settings what each target is given
    /// @param upstreams tell whose calls to their bots and users are limited apart
    TargetLimiters(
            Function<Target, GateSettings> settings,
            List<Upstream> upstreams,
            PartitionOwnership ownership,
            Clock clock,
            Timer timer) {
        this.settings = settings;
        this.upstreams = List.copyOf(upstreams);
        this.ownership = ownership;
        this.clock = clock;
        this.timer = timer;
    }

    TargetLimiter of(Target target) {
        TargetLimiter gate = gates.get(target);
        return gate != null ? gate : gates.computeIfAbsent(target, this::build);
    }

    private TargetLimiter build(Target target) {
        GateSettings its = settings.apply(target);
        return new TargetLimiter(
                target, its, () -> ownership.held().shareOf(its.concurrency()), clock, timer);
    }

    /// The gate before a lane's calls.
    TargetLimiter of(LaneKey lane) {
        return of(limited(lane.target(), lane.conversation()));
    }

    private Target limited(Target target, ConversationId conversation) {
        return target.kind() == Target.Kind.BOT || target.kind() == Target.Kind.USER
                ? Upstream.owner(upstreams, target)
                        .map(upstream -> upstream.limited(target, conversation))
                        .orElse(target)
                : target;
    }

    /// Returns the state of a target's circuit on this hub.
    public Circuit circuit(Target target) {
        TargetLimiter gate = gates.get(target);
        return gate == null ? Circuit.WELL : gate.circuit();
    }

    /// Returns the targets that are away, the longest first.
    public List<TargetOutage> outages() {
        List<TargetOutage> found = new ArrayList<>();
        gates.values()
                .forEach(gate -> {
                    TargetOutage outage = gate.outage();
                    if (outage != null) {
                        found.add(outage);
                    }
                });
        found.sort(Comparator.comparing(TargetOutage::since));
        return found;
    }

    /// Returns the targets that were called since the start.
    public Set<Target> called() {
        return Set.copyOf(gates.keySet());
    }

    /// The target was switched on, for all its clients.
    public void resume(Target target) {
        of(target).resume();
        String clients = target.name() + "/";
        gates.forEach((limited, gate) -> {
            if (limited.kind() == target.kind() && limited.name().startsWith(clients)) {
                gate.resume();
            }
        });
    }

    /// Resumes the calls of a lane that are held back, at this time at the latest.
    public void resumeAt(Instant when, LaneKey lane) {
        of(lane).resumeAt(when);
    }

    /// Resets the circuit of a target with a new address.
    public void renew(Target target) {
        of(target).renew();
    }

    /// Any target of this kind may have been switched on, or have a new address.
    public void renewAll(Target.Kind kind) {
        gates.forEach((target, gate) -> {
            if (target.kind() == kind) {
                gate.resume();
                gate.renew();
            }
        });
    }

    /// Reopens every gate: a person may have switched a target on in the store itself, and another
    /// hub may have ended before it told of a change.
    void resumeAll() {
        gates.values().forEach(TargetLimiter::resume);
    }
}
