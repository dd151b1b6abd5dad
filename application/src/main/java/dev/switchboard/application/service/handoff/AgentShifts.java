package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.handoff.Agents.Came;
import dev.switchboard.domain.handoff.Agent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;

/// An agent is signed in with the first console, and signed out a while after the last one went.
/// Whoever takes chats gets offers; whoever does not any more loses those they have.
public final class AgentShifts {

    private final Agents agents;
    private final AgentAvailability availability;
    private final Offers offers;
    private final Leases leases;
    private final HandoffSettings settings;
    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    public AgentShifts(
            Agents agents,
            AgentAvailability availability,
            Offers offers,
            Leases leases,
            HandoffSettings settings,
            Timer timer,
            Executor workers,
            Clock clock) {
        this.agents = agents;
        this.availability = availability;
        this.offers = offers;
        this.leases = leases;
        this.settings = settings;
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
        availability.listen(this::changed);
    }

    private void changed(Agent agent) {
        if (availability.find(agent).takesChats()) {
            offers.look();
        } else {
            workers.execute(() -> offers.withdraw(agent));
        }
    }

    boolean hasRoom(Agent agent) {
        return agents.consoles(agent).size() < settings.maxConsoles();
    }

    Came come(Console console) {
        Came came = agents.come(console, settings.maxConsoles());
        if (came.first()) {
            availability.signIn(console.agent());
        }
        return came;
    }

    /// The console can take offers.
    void begun() {
        offers.look();
    }

    void go(Console console) {
        if (agents.leave(console)) {
            Agent agent = console.agent();
            leases.agentGone(agent);
            Instant when = clock.instant().plus(settings.offlineGrace());
            timer.at(when, () -> workers.execute(() -> signOutIfGone(agent)));
        }
    }

    private void signOutIfGone(Agent agent) {
        Instant since = agents.goneSince(agent);
        if (since != null && !clock.instant().isBefore(since.plus(settings.offlineGrace()))) {
            availability.signOut(agent);
            offers.withdraw(agent);
            agents.forget(agent);
        }
    }
}
