package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.AvailabilityChanged;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.application.service.live.ConnectionFeeds;
import dev.switchboard.application.service.live.ConversationFollowers;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A connected console: its agent and its line.
public final class Console implements ConversationFollowers.Follower {

    private final Arrival arrival;
    private final ConnectionFeeds feeds;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock saving = new ReentrantLock();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Set<ConversationId> watched = ConcurrentHashMap.newKeySet();

    /// The events from before the console was told [ConsoleEvent.Ready].
    private final List<ConsoleEvent> early = new ArrayList<>();

    /// The states of availability from before that, newest last.
    private final List<AgentReadiness> earlyStates = new ArrayList<>();

    Console(Arrival arrival, ConnectionFeeds feeds) {
        this.arrival = arrival;
        this.feeds = feeds;
    }

    public ClientId id() {
        return arrival.console();
    }

    public Agent agent() {
        return arrival.agent();
    }

    public boolean supervisor() {
        return arrival.supervisor();
    }

    @Nullable UserRef user() {
        return arrival.user();
    }

    @Nullable SessionKey session() {
        return arrival.session();
    }

    /// The number of this connection within its session, from 1.
    long epoch() {
        return arrival.continued() == null ? 1 : arrival.continued().epoch() + 1;
    }

    boolean reachedBy(ConsoleLine other) {
        return arrival.line().equals(other);
    }

    @Override
    public ConnectionFeeds feeds() {
        return feeds;
    }

    /// The conversations that a supervisor watches here. Those that its agent holds are not among
    /// them.
    Set<ConversationId> watched() {
        return watched;
    }

    /// Its agent, as owners of conversations are told.
    AgentAtConsole at(ConversationId conversation) {
        boolean watches = supervisor() && feeds.follows(conversation);
        long has = feeds.positions().getOrDefault(conversation, 0L);
        return new AgentAtConsole(agent(), watches, has);
    }

    /// Sends the current state first, then the events that arrived meanwhile.
    void begin(ConsoleEvent.Ready ready) {
        lock.lock();
        try {
            arrival.line().tell(ready);
            if (!earlyStates.isEmpty() && !earlyStates.getLast().equals(ready.availability())) {
                arrival.line().tell(new AvailabilityChanged(earlyStates.getLast(), null));
            }
            early.forEach(arrival.line()::tell);
            early.clear();
            begun.set(true);
        } finally {
            lock.unlock();
        }
    }

    /// Whether it was sent the current state.
    boolean begun() {
        return begun.get();
    }

    public void tell(ConsoleEvent event) {
        lock.lock();
        try {
            if (begun.get()) {
                arrival.line().tell(event);
            } else if (event instanceof AvailabilityChanged(var now, _)) {
                earlyStates.add(now);
            } else {
                early.add(event);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Runs saves one after the other, so that the last one stored is the newest.
    void whileSaving(Runnable save) {
        saving.lock();
        try {
            save.run();
        } finally {
            saving.unlock();
        }
    }

    void replaced() {
        arrival.line().replaced();
    }

    /// Its desk is at another hub now.
    void moved() {
        arrival.line().moved();
    }
}
