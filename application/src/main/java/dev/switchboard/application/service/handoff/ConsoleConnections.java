package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.Agents.Came;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Consoles come, and go.
public final class ConsoleConnections implements ServeConsoles {

    private static final Logger log = LoggerFactory.getLogger(ConsoleConnections.class);

    private final AgentShifts shifts;
    private final ConsoleViews views;
    private final ConsoleFollowing following;
    private final Consoles consoles;
    private final Holding holding;
    private final KeptSessions sessions;
    private final Feeds feeds;
    private final Clock clock;

    public ConsoleConnections(
            AgentShifts shifts,
            ConsoleViews views,
            ConsoleFollowing following,
            Consoles consoles,
            Holding holding,
            KeptSessions sessions,
            Feeds feeds,
            Clock clock) {
        this.shifts = shifts;
        this.views = views;
        this.following = following;
        this.consoles = consoles;
        this.holding = holding;
        this.sessions = sessions;
        this.feeds = feeds;
        this.clock = clock;
    }

    @Override
    public Optional<ClientSession> recall(SessionKey key, Agent agent) {
        return sessions.recall(key)
                .filter(session -> agent.id().value().equals(session.who().subject()));
    }

    @Override
    public Arrived arrive(Arrival arrival) {
        Console console = new Console(arrival, feeds.connect(arrival.line()));
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
            console.begin(views.ready(console.agent(), arrival.continued() != null));
            views.watchQueues(console.id(), null);
            following.followHeld(console, cursors(arrival));
            save(console);
            done = true;
        } finally {
            if (!done) {
                end(console);
            }
        }
        shifts.begun();
        return Arrived.DONE;
    }

    private static Map<ConversationId, Long> cursors(Arrival arrival) {
        Map<ConversationId, Long> cursors = new HashMap<>();
        ClientSession continued = arrival.continued();
        if (continued != null) {
            cursors.putAll(continued.positions());
        }
        cursors.putAll(arrival.cursors());
        return cursors;
    }

    private void save(Console console) {
        SessionKey key = console.session();
        Map<ConversationId, Long> positions = console.feeds().positions();
        if (key != null && !positions.isEmpty()) {
            EndUser who = new EndUser(null, console.agent().id().value());
            ClientSession session =
                    new ClientSession(
                            key, console.id(), who, positions, console.epoch(), clock.instant());
            sessions.save(session, console::replaced);
        }
    }

    @Override
    public boolean hasRoom(Agent agent) {
        return shifts.hasRoom(agent);
    }

    @Override
    public void drained(ClientId id) {
        Console console = holding.console(id);
        if (console != null) {
            console.feeds().drained();
        }
    }

    @Override
    public void leave(ClientId id, ConsoleLine line, Leaving leaving) {
        Console console = holding.console(id);
        if (console == null || !console.reachedBy(line)) {
            return;
        }
        try {
            switch (leaving) {
                case FOR_NOW -> save(console);
                case FOR_GOOD -> forget(console);
            }
        } catch (StoreUnavailableException e) {
            log.warn("Where a console stood was not stored as it left: {}", e.getMessage());
        }
        end(console);
    }

    private void forget(Console console) {
        SessionKey key = console.session();
        if (key != null) {
            sessions.forget(key);
        }
    }

    private void end(Console console) {
        consoles.end(console);
        shifts.go(console);
    }
}
