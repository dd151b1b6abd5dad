package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Availability;
import dev.switchboard.domain.handoff.Availability.Kind;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How agents are seen by a hub that keeps no organisation: each has the profile that every
/// organisation begins with. A restart forgets what was chosen.
public final class InMemoryAgentAvailability implements AgentAvailability {

    /// Available, Busy, On Call, Away, Offline.
    private static final Map<Long, Availability> STATES =
            Map.of(
                    1L, Availability.AVAILABLE,
                    2L, new Availability(1, 2, Kind.BUSY),
                    3L, new Availability(1, 3, Kind.BUSY),
                    4L, new Availability(1, 4, Kind.AWAY),
                    5L, Availability.OFFLINE);

    private final ConcurrentMap<Agent, Availability> present = new ConcurrentHashMap<>();
    private final ConcurrentMap<Agent, Availability> chosen = new ConcurrentHashMap<>();
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Availability find(Agent agent) {
        return present.getOrDefault(agent, Availability.OFFLINE);
    }

    @Override
    public Availability signIn(Agent agent, @Nullable UserRef user) {
        Availability now = chosen.getOrDefault(agent, Availability.AVAILABLE);
        change(agent, now);
        return now;
    }

    @Override
    public Optional<Availability> choose(Agent agent, long profileId, long stateId) {
        Optional<Availability> state =
                Optional.ofNullable(STATES.get(stateId)).filter(it -> it.profileId() == profileId);
        state.ifPresent(next -> {
            chosen.put(agent, next);
            change(agent, next);
        });
        return state;
    }

    @Override
    public void signOut(Agent agent) {
        change(agent, Availability.OFFLINE);
    }

    private void change(Agent agent, Availability next) {
        Availability before =
                next.equals(Availability.OFFLINE)
                        ? present.remove(agent)
                        : present.put(agent, next);
        if (!next.equals(before == null ? Availability.OFFLINE : before)) {
            listeners.forEach(listener -> listener.accept(agent));
        }
    }

    @Override
    public void listen(Consumer<Agent> listener) {
        listeners.add(listener);
    }
}
