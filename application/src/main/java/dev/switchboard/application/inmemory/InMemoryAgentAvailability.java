package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.AgentReadiness.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Agents' availability for a hub without organisations: every agent has the profile that each
/// organisation starts with. A restart forgets the chosen states.
public final class InMemoryAgentAvailability implements AgentAvailability {

    /// Available, Busy, On Call, Away, Offline.
    private static final Map<Long, AgentReadiness> STATES =
            Map.of(
                    1L, AgentReadiness.AVAILABLE,
                    2L, new AgentReadiness(1, 2, Kind.BUSY),
                    3L, new AgentReadiness(1, 3, Kind.BUSY),
                    4L, new AgentReadiness(1, 4, Kind.AWAY),
                    5L, AgentReadiness.OFFLINE);

    private final ConcurrentMap<Agent, AgentReadiness> present = new ConcurrentHashMap<>();
    private final ConcurrentMap<Agent, AgentReadiness> chosen = new ConcurrentHashMap<>();
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public AgentReadiness find(Agent agent) {
        return present.getOrDefault(agent, AgentReadiness.OFFLINE);
    }

    @Override
    public AvailabilityProfile choices(Agent agent) {
        return AvailabilityProfile.DEFAULT;
    }

    @Override
    public String name(Agent agent) {
        return agent.id().value();
    }

    @Override
    public AgentReadiness signIn(Agent agent, @Nullable UserRef user) {
        AgentReadiness now = chosen.getOrDefault(agent, AgentReadiness.AVAILABLE);
        change(agent, now);
        return now;
    }

    @Override
    public Optional<AgentReadiness> choose(Agent agent, long profileId, long stateId) {
        Optional<AgentReadiness> state =
                Optional.ofNullable(STATES.get(stateId)).filter(it -> it.profileId() == profileId);
        state.ifPresent(next -> {
            chosen.put(agent, next);
            change(agent, next);
        });
        return state;
    }

    @Override
    public void signOut(Agent agent) {
        change(agent, AgentReadiness.OFFLINE);
    }

    private void change(Agent agent, AgentReadiness next) {
        AgentReadiness before =
                next.equals(AgentReadiness.OFFLINE)
                        ? present.remove(agent)
                        : present.put(agent, next);
        if (!next.equals(before == null ? AgentReadiness.OFFLINE : before)) {
            listeners.forEach(listener -> listener.accept(agent));
        }
    }

    @Override
    public void listen(Consumer<Agent> listener) {
        listeners.add(listener);
    }
}
