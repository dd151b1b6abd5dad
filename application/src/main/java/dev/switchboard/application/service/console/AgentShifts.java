package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Chooser;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.Agents.Came;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs agents in with their first console, and out some time after the last one was lost, or at
/// once when it was signed out. An agent who begins to take chats gets offers; one who stops loses
/// the current offers.
public final class AgentShifts {

    private static final Logger LOG = LoggerFactory.getLogger(AgentShifts.class);

    private final Agents agents;
    private final AgentAvailability availability;
    private final Offers offers;
    private final Absences absences;
    private final HandoffSettings settings;
    private final Later later;
    private final Clock steady;
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();

    AgentShifts(
            Agents agents,
            AgentAvailability availability,
            Offers offers,
            Absences absences,
            HandoffSettings settings,
            Later later,
            Clock steady) {
        this.agents = agents;
        this.availability = availability;
        this.offers = offers;
        this.absences = absences;
        this.settings = settings;
        this.later = later;
        this.steady = steady;
        availability.listen(this::changed);
    }

    /// Reports each agent who got or lost a console, whose availability changed, or who has a place
    /// again. Listeners must not block.
    public void listen(Consumer<Agent> listener) {
        listeners.add(listener);
    }

    private void tell(Agent agent) {
        listeners.forEach(listener -> listener.accept(agent));
    }

    /// Sets the availability of an agent for a supervisor, who is named to the agent.
    ///
    /// @return empty if there is no such profile or state
    /// @throws StoreUnavailableException it is unknown whether it was set
    public Optional<AgentReadiness> choose(
            Agent agent, Agent supervisor, long profileId, long stateId) {
        Optional<AgentReadiness> chosen = availability.choose(agent, profileId, stateId);
        chosen.filter(now -> now.equals(availability.find(agent))) // or somebody chose another one
                .ifPresent(now -> tell(agent, now, by(supervisor)));
        return chosen;
    }

    private Chooser by(Agent supervisor) {
        return new Chooser(supervisor.id(), availability.name(supervisor));
    }

    private void tell(Agent agent, AgentReadiness now, @Nullable Chooser by) {
        ConsoleEvent event = new ConsoleEvent.AvailabilityChanged(now, by);
        agents.consoles(agent).forEach(console -> console.tell(event));
    }

    private void changed(Agent agent) {
        tell(agent);
        AgentReadiness now = availability.find(agent);
        tell(agent, now, null);
        if (now.takesChats()) {
            offers.look();
        } else {
            later.now(() -> offers.withdraw(agent));
        }
    }

    /// A wrap-up time of the agent is over.
    void freed(Agent agent) {
        tell(agent);
        offers.look();
    }

    boolean hasRoom(Agent agent) {
        return agents.consoles(agent).size() < settings.maxConsoles();
    }

    Came come(Console console) {
        Came came = agents.come(console, settings.maxConsoles());
        tell(console.agent());
        return came;
    }

    void signIn(Console console) {
        availability.signIn(console.agent(), console.user());
    }

    /// Looks for offers, because the console can take them now.
    void begun() {
        offers.look();
    }

    void go(Console console, Leaving leaving) {
        boolean last = agents.leave(console);
        tell(console.agent());
        if (last) {
            Agent agent = console.agent();
            absences.gone(agent);
            switch (leaving) {
                case FOR_GOOD -> later.now(() -> signOutIfGone(agent, Duration.ZERO));
                case FOR_NOW, PUT_OUT -> {
                    Duration grace = settings.offlineGrace();
                    later.in(grace, () -> signOutIfGone(agent, grace));
                }
            }
        }
    }

    private void signOutIfGone(Agent agent, Duration grace) {
        Instant since = agents.goneSince(agent);
        if (since != null && !steady.instant().isBefore(since.plus(grace))) {
            availability.signOut(agent);
            offers.withdraw(agent);
            agents.forget(agent);
            signInWhoCameMeanwhile(agent);
        }
    }

    private void signInWhoCameMeanwhile(Agent agent) {
        try {
            agents.consoles(agent).stream().findFirst().ifPresent(this::signIn);
        } catch (StoreUnavailableException e) {
            LOG.warn("An agent will be signed in when the store is back: {}", e.getMessage());
        }
    }
}
