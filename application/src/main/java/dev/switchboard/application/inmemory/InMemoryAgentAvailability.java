package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.handoff.DeskAvailability;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Agents' availability for a hub without organisations: every agent has the profile that each
/// organisation starts with. A restart forgets the chosen states, as does a desk that moves.
public final class InMemoryAgentAvailability implements DeskAvailability {

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
                choices(agent)
                        .state(stateId)
                        .map(its ->
                                new AgentReadiness(choices(agent).number(), stateId, its.kind()))
                        .filter(its -> its.profileId() == profileId);
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

    @Override
    public void forget(Predicate<Agent> which) {
        present.keySet().removeIf(which);
        chosen.keySet().removeIf(which);
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
