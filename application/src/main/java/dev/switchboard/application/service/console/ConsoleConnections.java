package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Ready;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.Agents.Came;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects and disconnects consoles.
final class ConsoleConnections implements ServeConsoles {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleConnections.class);

    private final DeskUpkeep desks;
    private final AgentShifts shifts;
    private final ConsoleViews views;
    private final FollowedConversations followed;
    private final Consoles consoles;
    private final Agents agents;
    private final ConsoleSessions sessions;
    private final Feeds feeds;

    ConsoleConnections(
            DeskUpkeep desks,
            AgentShifts shifts,
            ConsoleViews views,
            FollowedConversations followed,
            Consoles consoles,
            Agents agents,
            ConsoleSessions sessions,
            Feeds feeds) {
        this.desks = desks;
        this.shifts = shifts;
        this.views = views;
        this.followed = followed;
        this.consoles = consoles;
        this.agents = agents;
        this.sessions = sessions;
        this.feeds = feeds;
    }

    @Override
    public Optional<ClientSession> recall(SessionKey key, Agent agent) {
        return sessions.recall(key, agent);
    }

    @Override
    public Arrived arrive(Arrival arrival) {
        // an agent who is not told of a lease takes it for lost, and the words meant for it too
        desks.require(arrival.agent().tenant());
        Console console = new Console(arrival, feeds.connect(arrival.agent().id(), arrival.line()));
        Came came = shifts.come(console);
        if (!came.admitted()) {
            return Arrived.TOO_MANY;
        }
        Console earlier = came.replaced();
        if (earlier != null) {
            consoles.end(earlier);
            earlier.replaced();
        }
        boolean done = false;
        try {
            if (came.first()) {
                shifts.signIn(console);
            }
            Ready ready = views.ready(console.agent(), arrival.continued() != null);
            console.begin(ready);
            views.watchQueues(console.id(), null);
            followed.followHeld(console, ready.leases(), watched(arrival), arrival.cursors());
            sessions.save(console);
            done = true;
        } finally {
            if (!done) {
                end(console, Leaving.PUT_OUT);
            }
        }
        shifts.begun();
        return Arrived.DONE;
    }

    /// The conversations that a supervisor's console watched. Its session knows them; without a
    /// session the console names them.
    private static Set<ConversationId> watched(Arrival arrival) {
        ClientSession continued = arrival.continued();
        return continued == null ? arrival.cursors().keySet() : continued.positions().keySet();
    }

    @Override
    public boolean hasRoom(Agent agent) {
        return shifts.hasRoom(agent);
    }

    @Override
    public void drained(ClientId id) {
        agents.find(id).ifPresent(console -> console.feeds().drained());
    }

    @Override
    public void leave(ClientId id, ConsoleLine line, Leaving leaving) {
        Console console = agents.find(id).orElse(null);
        if (console == null || !console.reachedBy(line)) {
            return;
        }
        try {
            switch (leaving) {
                case FOR_NOW -> sessions.save(console);
                case FOR_GOOD, PUT_OUT -> sessions.forget(console);
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("The position of a leaving console was not stored: {}", e.getMessage());
        }
        end(console, leaving);
    }

    private void end(Console console, Leaving leaving) {
        consoles.end(console);
        shifts.go(console, leaving);
    }
}
